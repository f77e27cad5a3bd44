import type { LabelTable } from './label-table'
import { SLMGR_CHINESE } from './slmgr-chinese'
import { SLMGR_ENGLISH } from './slmgr-english'
import type { SlmgrField } from './slmgr-fields'
import { SLMGR_SPANISH } from './slmgr-spanish'
import { SLMGR_STATUS_WORDS } from './slmgr-status-words'
import { SLMGR_TRANSLATIONS } from './slmgr-translations'

/** The best known first: of two tables with one spelling the earlier holds. */
export const SLMGR_TABLES: readonly LabelTable<SlmgrField>[] = [
  SLMGR_ENGLISH,
  SLMGR_SPANISH,
  SLMGR_CHINESE,
  ...SLMGR_TRANSLATIONS,
  ...SLMGR_STATUS_WORDS,
]
