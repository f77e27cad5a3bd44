import { SLMGR_FIELDS, type SlmgrField } from '../labels/slmgr-fields'
import { SLMGR_TABLES } from '../labels/slmgr-tables'
import { type RowMatcher, rowMatcher } from '../transcript/row-matcher'
import { remainingMinutesOf } from '../transcript/values'
import type { TranscriptRow } from '../transcript/wrapped-rows'

export type SlmgrRow = TranscriptRow<SlmgrField>

const DESCRIPTION = /^Windows\b.*,\s*[A-Z][A-Z0-9_-]*(?:\([A-Za-z]+\))?\s*channel$/
const PRODUCT_NAME = /^Windows\b.*\bedition$/
const OSPP_STATUS = /^---\S.*---$/
const PARTIAL_KEY = /^[BCDFGHJKMNPQRTVWXY2346789]{5}$/

/**
 * Names, descriptions, partial keys and expirations look the same in every language, so they are
 * recognised even behind a label that is not known.
 */
export function fieldByShape(value: string): SlmgrField | undefined {
  if (OSPP_STATUS.test(value)) return 'osppStart'
  if (DESCRIPTION.test(value)) return 'description'
  if (PRODUCT_NAME.test(value)) return 'name'
  if (PARTIAL_KEY.test(value)) return 'partialKey'
  return remainingMinutesOf(value) === undefined ? undefined : 'someExpiration'
}

const labelled = rowMatcher<SlmgrField>(SLMGR_TABLES, SLMGR_FIELDS, fieldByShape)

/** A status between dashes is one of ospp.vbs, which calls it as slmgr.vbs does in some languages. */
export const SLMGR_MATCHER: RowMatcher<SlmgrField> = {
  ...labelled,
  match: (text) => {
    const match = labelled.match(text)
    return match?.field === 'status' && OSPP_STATUS.test(match.value)
      ? { field: 'osppStart', value: '', language: 'en' }
      : match
  },
}
