import { describe, expect, it } from 'vitest'
import { type HostKeyTraits, type KnownHostKey, matchHostKey, sayHostKeyBasis } from './host-key-match'

const ID = '11111111-2222-4333-8444-555555555555'
const OTHER_ID = '66666666-2222-4333-8444-555555555555'

const key = (id: string, facts: Partial<KnownHostKey> = {}): KnownHostKey => ({
  id,
  lastFive: 'W4HJ9',
  activationIds: [],
  keyGroup: null,
  ...facts,
})
const host = (facts: Partial<HostKeyTraits> = {}): HostKeyTraits => ({
  lastFive: 'W4HJ9',
  activationId: null,
  keyGroup: 'server-2022',
  ...facts,
})
const SERVER = key('server', { keyGroup: 'server-2022' })
const OFFICE = key('office', { keyGroup: 'office-ltsc-2021' })

describe('the host key of a KMS host', () => {
  it.each<[string, HostKeyTraits, KnownHostKey[], ReturnType<typeof matchHostKey>]>([
    ['the only one with these last five', host(), [SERVER], { keyId: 'server', by: 'onlyLastFive' }],
    [
      'the one that names the activation ID',
      host({ activationId: ID }),
      [key('other'), key('named', { activationIds: [ID] })],
      { keyId: 'named', by: 'activationId' },
    ],
    [
      'of several the one for the host’s product, without an activation ID',
      host(),
      [OFFICE, SERVER],
      { keyId: 'server', by: 'product' },
    ],
    ['none when two are for the host’s product', host(), [SERVER, { ...SERVER, id: 'twin' }], undefined],
    ['none when nothing tells several apart', host({ keyGroup: undefined }), [OFFICE, SERVER], undefined],
    ['none when no key has these last five', host({ lastFive: 'QQQQQ' }), [SERVER], undefined],
    ['none when the reading names no last five', host({ lastFive: null }), [SERVER], undefined],
    [
      'the only one, although it names other activation IDs',
      host({ activationId: ID }),
      [key('named', { activationIds: [OTHER_ID] })],
      { keyId: 'named', by: 'otherActivationIds' },
    ],
  ])('is %s', (_what, traits, keys, match) => {
    expect(matchHostKey(traits, keys)).toEqual(match)
  })

  it('says what it rests on', () => {
    expect(sayHostKeyBasis('onlyLastFive', false)).toBe(
      'Last five; the reading names no activation ID, and no other key here has them',
    )
    expect(sayHostKeyBasis('product', false)).toBe(
      'Last five and product; the reading names no activation ID',
    )
  })
})
