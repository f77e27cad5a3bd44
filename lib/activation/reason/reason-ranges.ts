import type { ReasonArea, ReasonOwner } from './reason-row'

/** What a code that no table lists most likely speaks of, by where it lies. */
interface ReasonRange {
  /** First and last code. */
  from: number
  to: number
  area: ReasonArea
  owner: ReasonOwner
  meaning: string
}

function range(from: number, to: number, area: ReasonArea, owner: ReasonOwner, meaning: string): ReasonRange {
  return { from, to, area, owner, meaning }
}

/** WinINet and WinHTTP; HTTP status as HRESULT. */
const INTERNET = [
  [0x80072ee0, 0x80072f9f],
  [0x80190190, 0x801901ff],
] as const

/**
 * First match wins: the narrower range stands before the wider one. Sources: slerror.h; Win32 codes by their numbers
 * (winerror.h: RPC 1700 to 1830, DNS 9000 to 9999, Winsock 10004 to 11031, WinINet and WinHTTP from 12000 on), NTSTATUS.
 */
const REASON_RANGES: readonly ReasonRange[] = [
  range(0xc004b000, 0xc004bfff, 'server', 'licensing', 'An answer of the activation server'),
  range(0xc004c700, 0xc004c7ff, 'server', 'licensing', 'An answer from inside the key service'),
  range(0xc004c200, 0xc004c6ff, 'genuine', 'compliance', 'A result of genuine validation'),
  range(0xc004c000, 0xc004cfff, 'mak', 'licensing', 'An answer of the key service about the product key'),
  range(
    0xc004d000,
    0xc004dfff,
    'store',
    'helpdesk',
    'A problem in the security processor or the trusted store',
  ),
  range(
    0x8004d000,
    0x8004dfff,
    'store',
    'helpdesk',
    'A problem in the security processor or the trusted store',
  ),
  range(0xc004e000, 0xc004efff, 'store', 'helpdesk', 'A problem in the license or token store'),
  range(0x8004e000, 0x8004efff, 'store', 'helpdesk', 'A problem in the license or token store'),
  range(0x4004f400, 0x4004f4ff, 'licensed', 'none', 'A remark about a store license'),
  range(0x4004fc00, 0x4004fcff, 'timebased', 'licensing', 'A state of a time-based license'),
  range(0xc004fc00, 0xc004fcff, 'timebased', 'licensing', 'A state of a time-based license'),
  range(0xc004fd00, 0xc004fdff, 'avma', 'kms-admin', 'A problem with automatic virtual machine activation'),
  range(0xc004f300, 0xc004f3ff, 'token', 'licensing', 'A problem with token-based activation'),
  range(
    0xc004f200,
    0xc004f2ff,
    'genuine',
    'helpdesk',
    'A problem with genuine state, edition, hardware or firmware key',
  ),
  range(0x4004f000, 0x4004ffff, 'general', 'helpdesk', 'A remark of the licensing service'),
  range(0xc004f000, 0xc004ffff, 'general', 'helpdesk', 'An error of the licensing service on the client'),
  range(0x800706a4, 0x80070726, 'network', 'network', 'A remote procedure call failed'),
  range(0x80072328, 0x8007270f, 'dns', 'network', 'A DNS answer'),
  range(0x80072714, 0x80072b17, 'network', 'network', 'A network connection failed'),
  range(...INTERNET[0], 'network', 'network', 'A connection to the Internet failed'),
  range(...INTERNET[1], 'network', 'network', 'A proxy or server on the Internet refused'),
  range(0x80070000, 0x8007ffff, 'general', 'helpdesk', 'A Windows system error'),
  range(
    0x8004fc00,
    0x8004fcff,
    'genuine',
    'helpdesk',
    'A problem with genuine state or the sign-in to Microsoft 365',
  ),
  range(
    0x8004fe00,
    0x8004feff,
    'genuine',
    'helpdesk',
    'A problem with genuine state or the sign-in to Microsoft 365',
  ),
  range(0x80041000, 0x80041fff, 'collector', 'collector', 'A WMI error'),
  range(0x80040000, 0x8004ffff, 'general', 'helpdesk', 'A COM error'),
  range(0x80330000, 0x8033ffff, 'collector', 'collector', 'A remote management error'),
  range(
    0x803f0000,
    0x803fffff,
    'hardware',
    'helpdesk',
    'An answer about a digital license of Microsoft Store',
  ),
  range(
    0x87e10000,
    0x87e1ffff,
    'hardware',
    'helpdesk',
    'An answer about a digital license of Microsoft Store',
  ),
  range(0xc0000000, 0xc000ffff, 'general', 'helpdesk', 'A status of the Windows kernel'),
  range(0xd0000000, 0xd000ffff, 'general', 'helpdesk', 'A status of the Windows kernel'),
  range(0xc0020000, 0xc002ffff, 'network', 'network', 'A remote procedure call failed'),
]

/** The range of a code in '0xC004F038' form; absent outside all of them, and for what is no such code. */
export function reasonRange(code: string): ReasonRange | undefined {
  const number = Number(code)
  return REASON_RANGES.find(({ from, to }) => number >= from && number <= to)
}

/** True for codes of a connection to the Internet: no KMS host has to do with them. */
export function isInternetCode(code: string): boolean {
  const number = Number(code)
  return INTERNET.some(([from, to]) => number >= from && number <= to)
}
