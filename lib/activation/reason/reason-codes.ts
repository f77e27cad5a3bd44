import type { ReasonRow } from './reason-row'
import { REASONS_INTERNET } from './reason-tables/internet'
import { REASONS_KEYS } from './reason-tables/keys'
import { REASONS_KEYS_ONLINE } from './reason-tables/keys-online'
import { REASONS_KMS } from './reason-tables/kms'
import { REASONS_NETWORK } from './reason-tables/network'
import { REASONS_STATES } from './reason-tables/states'
import { REASONS_STORE } from './reason-tables/store'
import { REASONS_TOKENS } from './reason-tables/tokens'
import { REASONS_WINDOWS } from './reason-tables/windows'

/** Every reason code the tables list. */
export const REASON_ROWS: readonly ReasonRow[] = [
  ...REASONS_KMS,
  ...REASONS_KEYS,
  ...REASONS_KEYS_ONLINE,
  ...REASONS_TOKENS,
  ...REASONS_STATES,
  ...REASONS_STORE,
  ...REASONS_NETWORK,
  ...REASONS_INTERNET,
  ...REASONS_WINDOWS,
]

const BY_CODE: ReadonlyMap<string, ReasonRow> = new Map(REASON_ROWS.map((row) => [row.code, row]))

/** The row of a code in '0xC004F038' form; absent when no table lists it. */
export function reasonRow(code: string): ReasonRow | undefined {
  return BY_CODE.get(code)
}
