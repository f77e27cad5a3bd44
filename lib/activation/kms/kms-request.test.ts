import { describe, expect, it } from 'vitest'
import type { KmsRequestObservation } from '../observation'
import { licenseAfterRequest } from './kms-request'

const request: KmsRequestObservation = {
  kind: 'kmsRequest',
  at: '2026-03-01T08:00:00.000Z',
  client: { name: 'pc-001.example.net', cmid: '11111111-2222-4333-8444-555555555555', isVirtual: false },
  hresult: '0x00000000',
  minimumCount: 25,
  status: 'initialGrace',
  remainingMinutes: 43_200,
  activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
}

describe('licenseAfterRequest', () => {
  it('licenses for 180 days from the answer', () => {
    expect(licenseAfterRequest(request)).toEqual({
      status: 'licensed',
      expiresAt: '2026-08-28T08:00:00.000Z',
      remainingMinutes: 259_200,
    })
  })

  it('leaves a refused client as it described itself, with the answer as reason', () => {
    expect(licenseAfterRequest({ ...request, hresult: '0xC004F038' })).toEqual({
      status: 'initialGrace',
      reason: '0xC004F038',
      expiresAt: '2026-03-31T08:00:00.000Z',
      remainingMinutes: 43_200,
    })
  })

  it('gives no end when the client reported no minutes', () => {
    const refused = {
      ...request,
      hresult: '0xC004F06C',
      status: 'notification',
      remainingMinutes: 0,
    } as const
    expect(licenseAfterRequest(refused)).toEqual({ status: 'notification', reason: '0xC004F06C' })
  })
})
