/** The kinds of changes, as the preview says them. */
export const IMPORT_CHANGE_WORDS = {
  newMachine: 'New machine',
  newLicense: 'New license',
  changes: 'Other state',
  same: 'Same state, newer',
  older: 'Older news',
  returns: 'Was forgotten, comes back',
  forgotten: 'Was forgotten, older news',
  other: 'No license',
} as const

export type ImportChangeKind = keyof typeof IMPORT_CHANGE_WORDS

/** Whether a text is one of them. */
export const isChangeKind = (value: string): value is ImportChangeKind => value in IMPORT_CHANGE_WORDS
