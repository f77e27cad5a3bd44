import { expect, it } from 'vitest'
import { attentionSentence } from './attention-sentence'

it('tells a low KMS host with its numbers, the code clients get, and what happens to those already licensed', () => {
  const item = {
    kind: 'hostBelowThreshold' as const,
    host: 'kms03.corp.example',
    productLabel: 'Windows Server 2019 host key',
    count: 17,
    needed: 25,
    clients: 1204,
  }
  expect(attentionSentence(item, 0)).toEqual({
    text: 'kms03.corp.example counts 17 of 25 machines',
    detail:
      'Client editions of Windows get 0xC004F038 from it until 25 different machines have asked within 30 days. ' +
      '1,204 machines it activated before stay licensed until their 180 days end.',
  })
})

it('speaks of one machine in the singular', () => {
  expect(attentionSentence({ kind: 'unlicensed', clients: 1 }, 0).text).toBe('1 machine is unlicensed')
  expect(attentionSentence({ kind: 'notification', clients: 1 }, 0).text).toBe(
    '1 machine shows notifications',
  )
})

it('says what the most frequent reason of notifications means', () => {
  const top = {
    condition: 'notification' as const,
    reason: '0xC004F074',
    meaning: 'No KMS host could be reached',
    clients: 6,
  }
  expect(attentionSentence({ kind: 'notification', clients: 9, top }, 0).detail).toBe(
    'Most often 0xC004F074, no KMS host could be reached: 6 machines.',
  )
})

it('keeps the capitals of an abbreviation that begins a meaning', () => {
  const top = {
    condition: 'notification' as const,
    reason: '0x8007232B',
    meaning: 'DNS has no KMS record',
    clients: 1,
  }
  expect(attentionSentence({ kind: 'notification', clients: 1, top }, 0).detail).toBe(
    'Most often 0x8007232B, DNS has no KMS record: 1 machine.',
  )
})

it('names a host key that has more activations than it allows, with both numbers', () => {
  const key = { keyId: '1', label: 'Server 2022', lastFive: 'W4HJ9', hosts: 7, limit: 6 }
  const sentence = attentionSentence({ kind: 'hostKeyOver', key }, 0)
  expect(sentence.text).toBe('Host key …-W4HJ9 (Server 2022) has more activations than it allows')
  expect(sentence.detail).toContain('7 hosts in its register, 6 allowed.')
})
