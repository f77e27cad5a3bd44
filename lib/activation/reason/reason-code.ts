/** Reason codes (HRESULTs) in the one form the console keeps: '0x' and eight upper-case hex digits. */

const NOT_APPLICABLE = 0xffffffff

/** A 32-bit code, signed or unsigned, as '0xC004F038'. */
export function formatCode(code: number): string {
  return `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
}

function fromInteger(value: bigint): string | undefined {
  if (value < -0x80000000n || value > 0xffffffffn) return undefined
  const code = Number(BigInt.asUintN(32, value))
  return code === NOT_APPLICABLE ? undefined : formatCode(code)
}

/** What a column or a screen cut off: filled up with zeros it would be another code. */
const CUT_OFF = /(?:\.{2,}|…)$|^0x(?:c004|8007|8004|4004)[0-9a-f]{0,3}\W*$/i

function fromText(text: string): string | undefined {
  if (CUT_OFF.test(text.trim())) return undefined
  const word = text
    .trim()
    .replace(/\s*\(.*\)\s*\.?$/, '')
    .replace(/[.,;:]+$/, '')
  const hex = /^0x(?:f{8})?([0-9a-f]{1,8})$/i.exec(word)?.[1]
  if (hex !== undefined) return fromInteger(BigInt(`0x${hex}`))
  // Eight symbols with a letter, or beginning with 8, are how people write 8007232B and 80070005.
  if (/^(?=.*[a-f])[0-9a-f]{8}$/i.test(word) || /^8\d{7}$/.test(word)) return fromInteger(BigInt(`0x${word}`))
  return /^-?\d{1,10}$/.test(word) ? fromInteger(BigInt(word)) : undefined
}

/**
 * Any spelling of a code as '0xC004F038': unsigned or signed decimal (WMI, PowerShell), hex with or without
 * 0x, short forms such as 0x0, with a trailing full stop or slmgr's remark in brackets. Absent when it is
 * no 32-bit code, when it was cut off, or when it is 4294967295, which the licensing service uses for "not applicable".
 */
export function normaliseCode(value: string | number | bigint): string | undefined {
  if (typeof value === 'bigint') return fromInteger(value)
  if (typeof value === 'string') return fromText(value)
  return Number.isInteger(value) ? fromInteger(BigInt(value)) : undefined
}

/** What events and readings give where nothing went wrong. */
export const SUCCESS_CODE = '0x00000000'
