import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KmsRequestObservation, LicenseObservation, Observation } from '../observation'
import { LicenseBook } from './license-book'

const ENTERPRISE = '73111121-5638-40f6-bc11-f1d7b0d64300'
const CMID = '11111111-2222-4333-8444-555555555555'

const reading: LicenseObservation = {
  kind: 'license',
  observedAt: '2026-03-01T08:00:00.000Z',
  client: { name: 'pc-17.example.net', cmid: CMID },
  product: {
    name: 'Windows(R), Enterprise edition',
    activationId: ENTERPRISE,
    applicationId: '55c92734-d682-4d71-983e-d6ec3f16059f',
    channel: 'KMS client',
  },
  status: 'licensed',
  expiresAt: '2026-08-28T08:00:00.000Z',
  extendedPid: '03612-03308-000-000001-03-1033-26100.0000-0602026',
  kms: { host: 'kms01.example.net', renewalIntervalMinutes: 1440 },
}

const request = (at: string, hresult: string): KmsRequestObservation => ({
  kind: 'kmsRequest',
  at,
  host: { name: 'kms02.example.net' },
  client: { name: 'pc-17.example.net', cmid: CMID, isVirtual: false },
  hresult,
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 200_000,
  activationId: ENTERPRISE,
})

function bookOf(observations: readonly Observation[]) {
  const book = new LicenseBook()
  for (const observation of observations) book.add(observation)
  return book.licenses()
}

describe('LicenseBook', () => {
  it('lets the newest word give the state and keeps what a reading knows more', () => {
    const [license, ...others] = bookOf([reading, request('2026-03-08T08:00:00.000Z', '0x00000000')])
    expect(others).toEqual([])
    expect(license).toMatchObject({
      client: 'pc-17.example.net',
      slot: 'windows',
      facts: {
        status: 'licensed',
        expiresAt: '2026-09-04T08:00:00.000Z',
        productLabel: 'Windows 11 Enterprise',
        kmsHost: 'kms02.example.net',
        renewalIntervalMinutes: 1440,
        lastRenewedAt: '2026-03-08T08:00:00.000Z',
      },
      sources: [
        { kind: 'kmsRequest', at: '2026-03-08T08:00:00.000Z' },
        { kind: 'license', at: '2026-03-01T08:00:00.000Z' },
      ],
    })
  })

  it('takes a short name and its FQDN for one machine when both had one CMID, in any order', () => {
    const short = { ...request('2026-03-08T08:00:00.000Z', '0x00000000') }
    const other = { ...short, client: { ...short.client, name: 'PC-17' } }
    for (const order of [
      [reading, other],
      [other, reading],
    ]) {
      const licenses = bookOf(order)
      expect(licenses).toHaveLength(1)
      expect(licenses[0]).toMatchObject({
        client: 'pc-17.example.net',
        facts: { expiresAt: '2026-09-04T08:00:00.000Z', productLabel: 'Windows 11 Enterprise' },
        sources: [{ kind: 'kmsRequest' }, { kind: 'license' }],
      })
    }
  })

  it('keeps a short name apart from an FQDN with another CMID', () => {
    const other = request('2026-03-08T08:00:00.000Z', '0x00000000')
    const stranger = { ...other, client: { ...other.client, name: 'pc-17', cmid: CMID.replace('1', '9') } }
    expect(bookOf([reading, stranger]).map(({ client }) => client)).toEqual(['pc-17.example.net', 'pc-17'])
  })

  it('keeps the last success when a later request is refused', () => {
    const [license] = bookOf([
      request('2026-03-08T08:00:00.000Z', '0x00000000'),
      request('2026-03-15T08:00:00.000Z', '0xC004F038'),
    ])
    expect(license?.facts).toMatchObject({ reason: '0xC004F038', lastRenewedAt: '2026-03-08T08:00:00.000Z' })
  })

  it('joins an answer to the question of the same machine and remembers the count it told', () => {
    const client = { name: 'pc-17.example.net' }
    const [license] = bookOf([
      {
        kind: 'kmsClientExchange',
        step: 'response',
        at: '2026-03-08T08:00:01.000Z',
        client,
        hresult: '0xC004F038',
        hostCount: 11,
      },
      {
        kind: 'kmsClientExchange',
        step: 'request',
        at: '2026-03-08T08:00:00.000Z',
        client,
        hresult: '0x00000000',
        host: { name: 'kms02.example.net' },
        status: 'initialGrace',
        remainingMinutes: 43_000,
        activationId: ENTERPRISE,
        minimumCount: 25,
      },
    ])
    expect(license?.facts).toMatchObject({
      status: 'initialGrace',
      reason: '0xC004F038',
      hostCount: 11,
      minimumCount: 25,
    })
  })

  it('takes two texts that name no machine for two machines', () => {
    const nameless = { ...reading, client: {} }
    expect(bookOf([nameless, nameless])).toHaveLength(2)
  })

  it('comes to the same facts whatever the order of arrival', () => {
    const observations = [
      reading,
      request('2026-03-01T08:00:00.000Z', '0x00000000'),
      request('2026-03-08T08:00:00.000Z', '0x00000000'),
      request('2026-03-15T08:00:00.000Z', '0xC004F038'),
    ]
    const expected = bookOf(observations)
    fc.assert(
      fc.property(fc.shuffledSubarray(observations, { minLength: observations.length }), (shuffled) => {
        expect(bookOf(shuffled)).toEqual(expected)
      }),
    )
  })
})
