import { describe, expect, test } from 'vitest'
import { parseQualifiers, pastedNames } from './qualifiers'

describe('the search box', () => {
  test('understands qualifiers beside plain words', () => {
    expect(parseQualifiers('state:notification expires:<14d host:kms02 "ws-1.corp.example" lab')).toEqual({
      text: 'lab',
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

  test('leaves what it does not know as text', () => {
    expect(parseQualifiers('colour:red state:asleep ws:1')).toEqual({
      text: 'colour:red state:asleep ws:1',
      found: {},
    })
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
    const pasted = pastedNames(Array.from({ length: 300 }, (_, i) => `ws-${i}`).join('\n'))
    expect(pasted?.names).toHaveLength(250)
    expect(pasted?.leftOut).toBe(50)
  })
})
