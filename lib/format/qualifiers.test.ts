import { describe, expect, test } from 'vitest'
import { CLIENT_FILTER_TABLE } from './clients-filter'
import { LICENSE_FILTER_TABLE } from './licenses-address'
import { parseQualifiers as parse, pastedNames } from './qualifiers'

const parseQualifiers = (text: string) => parse(text, CLIENT_FILTER_TABLE)

describe('the search box', () => {
  test('understands qualifiers beside plain words', () => {
    expect(parseQualifiers('state:notification expires:<14d host:kms02 "ws-1.corp.example" lab')).toEqual({
      text: 'lab',
      problems: [],
      found: {
        state: ['notification'],
        expires: { kind: 'within', days: 14 },
        host: ['kms02'],
        names: ['ws-1.corp.example'],
      },
    })
  })

  test('takes several values of one field', () => {
    expect(parseQualifiers('state:grace,silent state:notification').found.state).toEqual([
      'grace',
      'silent',
      'notification',
    ])
  })

  test('keeps words together in quotes', () => {
    expect(parseQualifiers('product:"Windows 11 Enterprise"').found.product).toEqual([
      'Windows 11 Enterprise',
    ])
  })

  test.each([
    ['status:grace', 'status is no filter', 'state:grace'],
    ['sate:grace', 'sate is no filter', 'state:grace'],
    ['status:licenced', 'status is no filter', 'state:licensed'],
    ['-status:grace', 'status is no filter', '-state:grace'],
    ['state:licenced', 'licenced is no value of state', 'state:licensed'],
    ['state:grace,slient', 'slient is no value of state', 'state:grace,silent'],
    ['state:foo', 'foo is no value of state', undefined],
    ['state:', 'state: has no value', undefined],
    ['colour:red', 'colour is no filter', undefined],
    ['expires:soon', 'soon is no value of expires', undefined],
    ['-key:H7X92', 'Last five cannot be left out with a minus', undefined],
  ])('says what is wrong with %s, and never searches for it', (written, why, nearest) => {
    expect(parseQualifiers(`lab ${written}`)).toEqual({
      text: 'lab',
      found: {},
      problems: [{ written, why, ...(nearest && { nearest }) }],
    })
  })

  test('a minus leaves out', () => {
    expect(parseQualifiers('-state:licensed,silent -host:kms02 -product:"Windows 10"').found).toEqual({
      state: ['grace', 'notification', 'unlicensed'],
      host: ['-kms02'],
      product: ['-Windows 10'],
    })
  })

  test.each([
    ['expires:<2w', { kind: 'within', days: 14 }],
    ['expires:>30d', { kind: 'beyond', days: 30 }],
    ['expires:3m', { kind: 'within', days: 90 }],
  ])('%s is understood', (text, expires) => {
    expect(parseQualifiers(text).found).toEqual({ expires })
  })

  test('asks for a day by its date alone', () => {
    expect(parseQualifiers('at:2026-11-20 state:grace').found).toEqual({ at: '2026-11-20', state: ['grace'] })
    expect(parseQualifiers('at:yesterday').problems[0]?.why).toBe('yesterday is no value of at')
  })

  test('asks for the last attempt of a collector', () => {
    expect(parseQualifiers('attempt:NameUnknown,none -attempt:read').found).toEqual({
      attempt: ['nameUnknown', 'none', '-read'],
    })
    expect(parseQualifiers('collector:failed').problems[0]?.nearest).toBe('attempt:failed')
  })

  test('of licenses knows family and host key, and not what only machines have', () => {
    const { found, problems } = parse(
      'family:office served:no visio cmid:1 famly:visio',
      LICENSE_FILTER_TABLE,
    )
    expect(found).toEqual({ family: ['office'], served: 'no' })
    expect(problems).toEqual([
      { written: 'cmid:1', why: 'cmid is no filter' },
      { written: 'famly:visio', why: 'famly is no filter', nearest: 'family:visio' },
    ])
  })

  test('takes the last five of a longer key', () => {
    expect(parseQualifiers('key:xxxxx-h7x92').found.key).toBe('H7X92')
  })
})

describe('a pasted list', () => {
  test('is taken apart at line breaks, commas, semicolons and tabs', () => {
    expect(pastedNames('WS-1\r\nws-2.corp.example;ws-3,\tws-1\n')).toEqual({
      names: ['ws-1', 'ws-2.corp.example', 'ws-3'],
      leftOut: 0,
    })
  })

  test('is none when it is a single name', () => {
    expect(pastedNames('ws-1.corp.example\n')).toBeUndefined()
  })

  test('says how many names are too many', () => {
    const pasted = pastedNames(Array.from({ length: 350 }, (_, i) => `ws-${i}`).join('\n'))
    expect(pasted?.names).toHaveLength(300)
    expect(pasted?.leftOut).toBe(50)
  })
})
