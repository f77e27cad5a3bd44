import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventXml, requestEvent, requestPayload, sampleRequest } from './event-fixtures.testing'
import { readUsualEvent } from './event-xml-fast'
import { parseEvent } from './event-xml-parser'

const request = sampleRequest(3)
const fields = requestPayload(request).split(',')
const message = `An activation request has been processed.\nInfo:\n${fields.join(',')}`
const SHAPES = [
  eventXml(requestEvent(request)),
  eventXml(requestEvent(request)).replaceAll("'", '"').replaceAll('/>', ' />'),
  eventXml(requestEvent(request, [fields.join(','), ...fields])),
  eventXml({ ...requestEvent(request), message }),
  eventXml(requestEvent(request, [])),
]

/** Bits that matter to XML, dropped anywhere into an event or in place of a piece of it. */
const BITS = [
  ...[
    '<',
    '>',
    '&',
    '&amp;',
    '&#65;',
    '"',
    "'",
    '=',
    '/',
    '/>',
    ' ',
    '  ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    ']]>',
    '\u0000',
  ],
  ...[
    '<Data>',
    '</Data>',
    '<Data/>',
    '<a/>',
    '<!-- -->',
    '<![CDATA[x]]>',
    '<?x ?>',
    '</Event>',
    '<EventID>1</EventID>',
  ],
  ...[
    " Name='x'",
    " Guid='y'",
    ' xmlns:a="b"',
    '\u0085',
    '\u2028',
    '\ud800',
    '\udc00',
    '😀',
    '\ufffe',
    'é',
    '\u007f',
  ],
]

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 })),
  bit: fc.oneof(fc.constantFrom(...BITS), fc.string({ maxLength: 3 }), fc.constant('')),
})

const mutated = fc
  .record({ shape: fc.constantFrom(...SHAPES), mutations: fc.array(mutation, { maxLength: 3 }) })
  .map(({ shape, mutations }) =>
    mutations.reduce((xml, { at, cut, bit }) => {
      const place = Math.floor(at * xml.length)
      return xml.slice(0, place) + bit + xml.slice(place + cut)
    }, shape),
  )

test.each(SHAPES)('the usual shapes are read without the parser: %#', (xml) => {
  expect(readUsualEvent(xml, 7)).toBeDefined()
})

test('what is read without the parser is what the parser reads', () => {
  fc.assert(
    fc.property(mutated, (xml) => {
      const usual = readUsualEvent(xml, 7)
      if (usual === undefined) return
      expect(parseEvent(xml, 7)).toEqual({ ok: true, event: usual })
    }),
    { numRuns: 5000 },
  )
})

test('a mark put at every place of an event is read alike, or left to the parser', () => {
  for (const shape of SHAPES.slice(0, 2)) {
    for (const bit of BITS) {
      for (let place = 0; place <= shape.length; place += 1) {
        const xml = shape.slice(0, place) + bit + shape.slice(place)
        const usual = readUsualEvent(xml, 1)
        if (usual !== undefined) expect(parseEvent(xml, 1)).toEqual({ ok: true, event: usual })
      }
    }
  }
})
