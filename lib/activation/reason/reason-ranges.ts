import type { ReasonArea, ReasonOwner } from './reason-row'

/** What a code that no table lists most likely speaks of, by where it lies. */
export interface ReasonRange {
  pattern: RegExp
  area: ReasonArea
  owner: ReasonOwner
  meaning: string
}

/** First match wins: the narrower range stands before the wider one. Ranges of slerror.h and Win32. */
export const REASON_RANGES: readonly ReasonRange[] = [
  { pattern: /^0xC004B/, area: 'server', owner: 'licensing', meaning: 'An answer of the activation server' },
  {
    pattern: /^0xC004C7/,
    area: 'server',
    owner: 'licensing',
    meaning: 'An answer from inside the key service',
  },
  {
    pattern: /^0xC004C[2-6]/,
    area: 'genuine',
    owner: 'compliance',
    meaning: 'A result of genuine validation',
  },
  {
    pattern: /^0xC004C/,
    area: 'mak',
    owner: 'licensing',
    meaning: 'An answer of the key service about the product key',
  },
  {
    pattern: /^0x[8C]004D/,
    area: 'store',
    owner: 'helpdesk',
    meaning: 'A problem in the security processor or the trusted store',
  },
  {
    pattern: /^0x[8C]004E/,
    area: 'store',
    owner: 'helpdesk',
    meaning: 'A problem in the license or token store',
  },
  { pattern: /^0x4004F4/, area: 'licensed', owner: 'none', meaning: 'A remark about a store license' },
  {
    pattern: /^0x[4C]004FC/,
    area: 'timebased',
    owner: 'licensing',
    meaning: 'A state of a time-based license',
  },
  {
    pattern: /^0xC004FD/,
    area: 'avma',
    owner: 'kms-admin',
    meaning: 'A problem with automatic virtual machine activation',
  },
  {
    pattern: /^0xC004F3/,
    area: 'token',
    owner: 'licensing',
    meaning: 'A problem with token-based activation',
  },
  {
    pattern: /^0xC004F2/,
    area: 'genuine',
    owner: 'helpdesk',
    meaning: 'A problem with genuine state, edition, hardware or firmware key',
  },
  { pattern: /^0x4004F/, area: 'general', owner: 'helpdesk', meaning: 'A remark of the licensing service' },
  {
    pattern: /^0xC004F/,
    area: 'general',
    owner: 'helpdesk',
    meaning: 'An error of the licensing service on the client',
  },
  { pattern: /^0x800706/, area: 'network', owner: 'network', meaning: 'A remote procedure call failed' },
  { pattern: /^0x80072[3-5]/, area: 'dns', owner: 'network', meaning: 'A DNS answer' },
  {
    pattern: /^0x80072[EF]/,
    area: 'network',
    owner: 'network',
    meaning: 'A connection to the Internet failed',
  },
  { pattern: /^0x8007/, area: 'general', owner: 'helpdesk', meaning: 'A Windows system error' },
  { pattern: /^0x8004/, area: 'collector', owner: 'collector', meaning: 'A WMI or COM error' },
  { pattern: /^0x8033/, area: 'collector', owner: 'collector', meaning: 'A remote management error' },
]

/** The range of a code in '0xC004F038' form; absent outside all of them. */
export function reasonRange(code: string): ReasonRange | undefined {
  return REASON_RANGES.find((range) => range.pattern.test(code))
}
