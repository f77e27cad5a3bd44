import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonSlice, JsonSlicer } from './json-slicer'

function slices(text: string, length = text.length): JsonSlice[] {
  const slicer = new JsonSlicer()
  const found: JsonSlice[] = []
  for (let at = 0; at < text.length; at += length) found.push(...slicer.push(text.slice(at, at + length)))
  return [...found, ...slicer.end()]
}

const brief = (found: JsonSlice[]) => found.map(({ line, text, problem }) => [line, problem ?? text])

describe('cutting a JSON text into objects', () => {
  it('finds one object, the elements of an array, and JSON lines', () => {
    expect(brief(slices('{"a":1}'))).toEqual([[1, '{"a":1}']])
    expect(brief(slices('[\n{"a":1},\n{"a":[{"b":2}]}]'))).toEqual([
      [2, '{"a":1}'],
      [3, '{"a":[{"b":2}]}'],
    ])
    expect(brief(slices('{"a":"}"}\r\n{"a":2}\r\n'))).toEqual([
      [1, '{"a":"}"}'],
      [2, '{"a":2}'],
    ])
  })

  it('says what stands around the elements of a container, and where that ends', () => {
    const text = '{"host":"a","at":1,"data":[{"b":1}]}\n{"c":1}'
    for (const length of [1, text.length]) {
      expect(slices(text, length)).toEqual([
        { line: 1, text: '{"host":"a","at":1}', isAround: true },
        { line: 1, text: '{"b":1}' },
        { line: 1, text: '{}', isAround: true },
        { line: 2, text: '{"c":1}' },
      ])
    }
  })

  it('takes no longer where an object around a container holds long gaps', () => {
    const gap = ' '.repeat(400_000)
    const begun = performance.now()
    expect(slices(`{${gap}"host":"a",${gap}"at":1,${gap}"data":[{"b":1}]}`)[1]).toEqual({
      line: 1,
      text: '{"b":1}',
    })
    expect(performance.now() - begun).toBeLessThan(10_000)
  })

  it('takes the elements of a container one by one', () => {
    expect(brief(slices('{"value":[{"a":1},{"a":2}],"Count":2}'))).toEqual([
      [1, '{"a":1}'],
      [1, '{"a":2}'],
    ])
  })

  it('tolerates a name without the braces around it', () => {
    expect(brief(slices('"mslicense": {\n "a": {"b": 1}\n}'))).toEqual([[1, '{\n "a": {"b": 1}\n}']])
  })

  it('keeps the objects behind one that is cut or has a quote too few', () => {
    expect(brief(slices('{"a":1,"b":\n{"a":2}\n'))).toEqual([[1, 'the text ends inside this object']])
    expect(brief(slices('{"a":1,"b":"x\n{"a":2}\n{"a":3}'))).toEqual([
      [1, 'not a complete JSON object'],
      [2, '{"a":2}'],
      [3, '{"a":3}'],
    ])
    expect(brief(slices('[{"a":1},{"a":"cut'))).toEqual([
      [1, '{"a":1}'],
      [1, 'the text ends inside this object'],
    ])
  })

  it('says once where a text is no JSON', () => {
    expect(brief(slices('hello\nworld "x"\n{"a":1}'))).toEqual([
      [1, 'not a JSON object'],
      [3, '{"a":1}'],
    ])
  })

  it('refuses an object that is nested too deep or too long, and reads on', () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    const long = `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`
    expect(brief(slices(`${deep}\n${long}\n{"a":1}`, 60_000))).toEqual([
      [1, 'nested deeper than 64 levels'],
      [2, 'an object longer than 4194304 characters'],
      [3, '{"a":1}'],
    ])
  })

  it('gives back every object whatever it holds and wherever the text is cut', () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 6 })
    const layout = fc.constantFrom('array', 'pretty', 'lines')
    fc.assert(
      fc.property(objects, layout, fc.integer({ min: 1, max: 40 }), (given, kind, length) => {
        const hasContainer = given.some((object) =>
          Object.keys(object).some((key) => /^[a-z]{4,9}$/i.test(key)),
        )
        fc.pre(!hasContainer)
        const found = slices(written(given, kind), length)
        expect(found.map(({ text }) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(given)))
      }),
    )
  })
})

function written(objects: unknown[], kind: string): string {
  if (kind === 'lines') return objects.map((object) => JSON.stringify(object)).join('\n')
  return JSON.stringify(objects, null, kind === 'pretty' ? 2 : 0)
}
