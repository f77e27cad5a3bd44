import {
  OSPP_ENGLISH,
  OSPP_FIELDS,
  OSPP_FRENCH,
  OSPP_VIETNAMESE,
  type OsppField,
} from '../labels/ospp-labels'
import { type RowMatch, type RowMatcher, rowMatcher } from '../transcript/row-matcher'
import type { TranscriptRow } from '../transcript/wrapped-rows'

export type OsppRow = TranscriptRow<OsppField>

export const OSPP_TABLES = [OSPP_ENGLISH, OSPP_FRENCH, OSPP_VIETNAMESE] as const

const OFFICE_DESCRIPTION = /^(?:Microsoft )?Office \d+\b.*,\s*[A-Z][A-Z0-9_-]*(?:\([A-Za-z]+\))?\s*channel$/
const OFFICE_NAME = /^(?:Microsoft )?Office \d+\b.*\bedition$/
const STATUS = /^---\S.*---$/

const PARTIAL_KEY = /^[BCDFGHJKMNPQRTVWXY2346789]{5}$/
/** `180 Tage  (259194 Minute(n) verbleiben)`: the days, then the minutes. */
const DAYS_AND_MINUTES = /^\d{1,4}\s*[^\d()]{1,20}\(\s*\d{1,10}\s*[^\d]{1,60}\)?$/

/** Names, descriptions, the dashes around a status, the end of a key and a grace period look the same in every language. */
function fieldByShape(value: string): OsppField | undefined {
  if (OFFICE_DESCRIPTION.test(value)) return 'description'
  if (OFFICE_NAME.test(value)) return 'name'
  if (STATUS.test(value)) return 'status'
  if (PARTIAL_KEY.test(value)) return 'partialKey'
  return DAYS_AND_MINUTES.test(value) ? 'remainingGrace' : undefined
}

const labelled = rowMatcher<OsppField>(OSPP_TABLES, OSPP_FIELDS, fieldByShape)

const DASHES = /^-{20,}$/

/** Between products stands a row of dashes, and a status stands between dashes (slmgr writes it without). */
export const OSPP_MATCHER: RowMatcher<OsppField> = {
  ...labelled,
  match: (text): RowMatch<OsppField> | undefined => {
    if (DASHES.test(text)) return { field: 'separator', value: '', language: 'en' }
    const match = labelled.match(text)
    return match?.field === 'status' && !match.value.startsWith('-') ? undefined : match
  },
}
