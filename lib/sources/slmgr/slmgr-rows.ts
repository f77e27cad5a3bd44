import { type FieldName, fieldNamed } from '../fields/field-names'
import { SLMGR_FIELDS, type SlmgrField } from '../labels/slmgr-fields'
import { SLMGR_TABLES } from '../labels/slmgr-tables'
import { codeLikeIn } from '../told-reason'
import { type RowMatch, type RowMatcher, rowMatcher } from '../transcript/row-matcher'
import { addressOf, guidOf, installationIdOf, productIdOf, remainingMinutesOf } from '../transcript/values'
import type { TranscriptRow } from '../transcript/wrapped-rows'
import { statusOf } from './stated-status'

export type SlmgrRow = TranscriptRow<SlmgrField>

const DESCRIPTION = /^Windows\b.*,\s*[A-Z][A-Z0-9_-]*(?:\([A-Za-z]+\))?\s*channel$/
const PRODUCT_NAME = /^Windows\b.*\bedition$/
const OSPP_STATUS = /^---\S.*---$/
const PARTIAL_KEY = /^[BCDFGHJKMNPQRTVWXY2346789]{5}$/

const CODE = /^0x[0-9a-f]{8}\.?$/i
const MOMENT =
  /^\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?,? +(?:\p{L}+ )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?\p{L}[\p{L}.]{0,5})?$/u
const HOST_AND_PORT = /^[\p{L}\p{N}][\p{L}\p{N}_.-]*:\d{1,5}$/u
const COUNT = /^\d{1,4}$/
const MINUTES = /^\d{1,9}$/
const WINDOWS = '55c92734-d682-4d71-983e-d6ec3f16059f'

/** What the label of a row says in every language, because nobody translates it, and the value that stands behind it. */
const UNTRANSLATED: readonly [SlmgrField, label: RegExp, isValue: (value: string) => boolean][] = [
  [
    'status',
    /li[cz]en[csz]|lisan|лиценз|ライセンス|라이선스|许可|授[权權]/i,
    (value) => statusOf(value) !== undefined,
  ],
  ['cmid', /CMID/i, (value) => guidOf(value) !== undefined],
  ['applicationId', /./, (value) => guidOf(value) === WINDOWS],
  ['activationId', /./, (value) => guidOf(value) !== undefined],
  ['hostPid', /KMS/, (value) => productIdOf(value) !== undefined],
  ['extendedPid', /PID/, (value) => productIdOf(value) !== undefined],
  ['installationId', /./, (value) => installationIdOf(value) !== undefined],
  ['hostAddress', /KMS/, (value) => addressOf(value) !== undefined],
  ['dnsHost', /KMS.*DNS|DNS.*KMS/, (value) => HOST_AND_PORT.test(value)],
  ['registeredHost', /KMS/, (value) => HOST_AND_PORT.test(value)],
  ['windowsRearms', /Windows/, (value) => COUNT.test(value)],
  ['skuRearms', /SKU/, (value) => COUNT.test(value)],
]

/**
 * Names, descriptions, partial keys and expirations look the same in every language, so they are
 * recognised even behind a label that is not known; others by a word in the label as well.
 */
export function fieldByShape(value: string, label = ''): SlmgrField | undefined {
  if (OSPP_STATUS.test(value)) return 'osppStart'
  if (DESCRIPTION.test(value)) return 'description'
  if (PRODUCT_NAME.test(value)) return 'name'
  if (PARTIAL_KEY.test(value)) return 'partialKey'
  if (CODE.test(value)) return 'someCode'
  if (MOMENT.test(value)) return 'someMoment'
  if (remainingMinutesOf(value) !== undefined) return 'someExpiration'
  return UNTRANSLATED.find(([, word, isValue]) => word.test(label) && isValue(value))?.[0]
}

const labelled = rowMatcher<SlmgrField>(SLMGR_TABLES, SLMGR_FIELDS, fieldByShape)

/** Under the other names that people and tools give to a row, and with a value of its kind. */
const OTHER_NAMES: Partial<
  Record<FieldName, (value: string) => Pick<SlmgrRow, 'field' | 'value'> | undefined>
> = {
  PartialProductKey: (value) => (PARTIAL_KEY.test(value) ? { field: 'partialKey', value } : undefined),
  LicenseStatusReason: (value) => (codeLikeIn(value) ? { field: 'someCode', value } : undefined),
  GracePeriodRemaining: (value) =>
    MINUTES.test(value) ? { field: 'someExpiration', value: `${value} minute(s)` } : undefined,
  GraceDaysRemaining: (value) =>
    COUNT.test(value) ? { field: 'someExpiration', value: `${value} day(s) remaining` } : undefined,
}

function underOtherName(text: string): RowMatch<SlmgrField> | undefined {
  const [, label = '', value = ''] = /^([^:：]{3,60})[:：]\s*(.{1,60})$/.exec(text) ?? []
  // LicenseStatusReason is a property in a list, not the row of a script.
  if (label === '' || /\p{Ll}\p{Lu}/u.test(label)) return undefined
  const found = OTHER_NAMES[fieldNamed(label)?.field ?? 'Machine']?.(value.trim())
  return found?.field && { ...found, field: found.field, language: 'en', grade: 'seen' }
}

/** A status between dashes is one of ospp.vbs, which calls it as slmgr.vbs does in some languages. */
export const SLMGR_MATCHER: RowMatcher<SlmgrField> = {
  ...labelled,
  match: (text) => {
    const known = labelled.match(text)
    const match = known?.language === undefined ? (underOtherName(text) ?? known) : known
    return match?.field === 'status' && OSPP_STATUS.test(match.value)
      ? { field: 'osppStart', value: '', language: 'en' }
      : match
  },
}
