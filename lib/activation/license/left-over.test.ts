import { describe, expect, it } from 'vitest'
import { isLeftOver } from './left-over'
import { licenseSlot } from './license-slot'

const office = (code: string, status: 'licensed' | 'notification') => ({
  slot: licenseSlot({ name: `Office 16, Office16${code} edition` }),
  status,
})
const grace = office('ProPlusR_Grace', 'notification')

describe('the grace license of Office', () => {
  it('is left over beside a licensed product of the same suite', () => {
    expect(isLeftOver(grace.slot, [grace, office('ProPlusMSDNR_Retail', 'licensed')])).toBe(true)
    expect(isLeftOver(grace.slot, [grace, office('ProPlusVL_KMS_Client', 'licensed')])).toBe(true)
  })

  it('is a fault alone, beside another suite, and beside one that is not licensed either', () => {
    expect(isLeftOver(grace.slot, [grace])).toBe(false)
    expect(isLeftOver(grace.slot, [grace, office('VisioProR_Retail', 'licensed')])).toBe(false)
    expect(isLeftOver(grace.slot, [grace, office('ProPlusMSDNR_Retail', 'notification')])).toBe(false)
  })

  it('is the only one that can be left over', () => {
    const retail = office('ProPlusMSDNR_Retail', 'notification')
    expect(isLeftOver(retail.slot, [retail, office('ProPlusVL_KMS_Client', 'licensed')])).toBe(false)
  })
})
