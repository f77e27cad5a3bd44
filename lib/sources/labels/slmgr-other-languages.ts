import type { LabelTable } from './label-table'
import type { SlmgrField } from './slmgr-fields'

/** Of these only single rows are known: the ones other monitoring tools look for. */
export const SLMGR_GERMAN = {
  language: 'de',
  labels: { status: ['Lizenzstatus'] },
  statuses: { Lizenziert: 'licensed' },
} as const satisfies LabelTable<SlmgrField>

export const SLMGR_RUSSIAN = {
  language: 'ru',
  labels: { partialKey: ['Частичный ключ продукта'], status: ['Состояние лицензии'] },
  statuses: { 'имеет лицензию': 'licensed', лицензировано: 'licensed' },
} as const satisfies LabelTable<SlmgrField>

export const SLMGR_PORTUGUESE = {
  language: 'pt-BR',
  labels: { status: ['Status da Licença'] },
  statuses: { Licenciado: 'licensed' },
} as const satisfies LabelTable<SlmgrField>
