import { normaliseCode, SUCCESS_CODE } from '../reason/reason-code'
import { reasonRow } from '../reason/reason-codes'
import { isInternetCode, reasonRange } from '../reason/reason-ranges'
import type { ReasonArea } from '../reason/reason-row'

/** What a code says of the search for a KMS host and of its answer, as far as causes are told apart by it. */
export type Trouble =
  /** DNS named no host. */
  | 'noRecord'
  /** A host was named and did not answer. */
  | 'noAnswer'
  /** One of the two: the umbrella. */
  | 'noHost'
  | 'countTooLow'
  | 'keyDoesNotServe'
  | 'wrongClock'
  | 'rearmsUsedUp'
  /** Something that the code itself explains. */
  | 'other'

/** Source: the reason tables; 0xC004F015 in event 12290 is a key older than the product (field reports). */
const TROUBLE_OF_CODE: Readonly<Record<string, Trouble>> = {
  '0x8007232B': 'noRecord',
  '0x8007007B': 'noRecord',
  '0x8007251D': 'noRecord',
  '0x800706BA': 'noAnswer',
  '0xC004F074': 'noHost',
  '0x4004F041': 'noHost',
  '0xC004F038': 'countTooLow',
  '0xC004F042': 'keyDoesNotServe',
  '0xC004F015': 'keyDoesNotServe',
  '0xC004F06C': 'wrongClock',
  '0xC004D307': 'rearmsUsedUp',
}

const TROUBLE_OF_AREA: Partial<Record<ReasonArea, Trouble>> = { dns: 'noRecord', network: 'noAnswer' }

/** A state, not a reason: nobody learns from it why the machine is in it. */
const SAYS_NOTHING: ReadonlySet<ReasonArea> = new Set(['grace', 'general', 'licensed', 'timebased'])
const UMBRELLAS: ReadonlySet<string> = new Set(['0xC004F00F', '0xC004F056', '0xC004F009'])

/** What a code says; absent where it says nothing of a cause. */
export function troubleOf(code: string | undefined): Trouble | undefined {
  const known = normaliseCode(code ?? '')
  if (known === undefined || known === SUCCESS_CODE || UMBRELLAS.has(known)) return undefined
  const told = TROUBLE_OF_CODE[known]
  if (told !== undefined) return told
  const row = reasonRow(known)
  const area = row?.area ?? reasonRange(known)?.area
  if (area === undefined || SAYS_NOTHING.has(area)) return undefined
  if (row?.severity === 'ok' || row?.severity === 'info') return undefined
  return isInternetCode(known) ? 'other' : (TROUBLE_OF_AREA[area] ?? 'other')
}
