import { describe, expect, it } from 'vitest'
import { channelOf } from './channel'

describe('channelOf', () => {
  it.each([
    ['Windows(R) Operating System, VOLUME_KMSCLIENT channel', 'KMS client'],
    ['Windows(R) Operating System, VOLUME_KMS_WS22 channel', 'KMS host'],
    ['Windows(R) Operating System, VOLUME_KMS_2012-R2_WIN10 channel', 'KMS host'],
    ['Office 16, VOLUME_KMS channel', 'KMS host'],
    ['Windows(R) Operating System, VOLUME_MAK channel', 'MAK'],
    ['Office 16, RETAIL(MAK) channel', 'MAK'],
    ['Office 21, RETAIL(Subscription) channel', 'Subscription'],
    ['Office 19, RETAIL(Grace) channel', 'Retail'],
    ['Windows(R) Operating System, RETAIL channel', 'Retail'],
    ['Windows(R) Operating System, OEM_DM channel', 'OEM'],
    ['Windows(R) Operating System, OEM_COA_NSLP channel', 'OEM'],
    ['Windows Operating System - Windows(R) 7, TIMEBASED_EVAL channel', 'Evaluation'],
    ['Windows(R) Operating System, TIMEBASED_SUB channel', 'Subscription'],
    ['Windows(R) Operating System, VIRTUAL_MACHINE_ACTIVATION channel', 'AVMA'],
    ['Sistema operativo Windows(R), canal VOLUME_MAK', 'MAK'],
  ])('reads the description %s as %s', (description, expected) => {
    expect(channelOf({ description })).toBe(expected)
  })

  it.each([
    ['Volume:GVLK', 'KMS client'],
    ['Volume:CSVLK', 'KMS host'],
    ['Volume:MAK', 'MAK'],
    ['Retail', 'Retail'],
    ['Retail:TB:Eval', 'Evaluation'],
    ['Retail:TB:Sub', 'Subscription'],
    ['OEM:NONSLP', 'OEM'],
    ['VT:IA', 'AVMA'],
    ['', 'Unknown'],
  ])('reads the product key channel %s as %s', (productKeyChannel, expected) => {
    expect(channelOf({ productKeyChannel })).toBe(expected)
  })

  it('falls back to the name of an Office product', () => {
    expect(channelOf({ name: 'Office 16, Office16VisioProVL_MAK edition' })).toBe('MAK')
    expect(channelOf({ name: 'Office 16, Office16ProPlusVL_KMS_Client edition' })).toBe('KMS client')
    expect(channelOf({ name: 'Office 16, OfficeKMSHostVL_KMS_Host edition' })).toBe('KMS host')
    expect(channelOf({ name: 'Office 19, Office19HomeBusinessR_Retail edition' })).toBe('Retail')
  })

  it('knows the grace license of Microsoft 365 as a subscription', () => {
    const product = {
      name: 'Office 16, Office16O365ProPlusR_Grace edition',
      description: 'Office 16, RETAIL(Grace) channel',
    }
    expect(channelOf(product)).toBe('Subscription')
  })

  it('says Unknown when nothing tells', () => {
    expect(channelOf({})).toBe('Unknown')
  })
})
