/** The kinds of things the reference holds. No tables behind this file. */
export const REFERENCE_KINDS = [
  'code',
  'product',
  'keyGroup',
  'hostUpdate',
  'key',
  'event',
  'cloudHost',
  'word',
] as const
export type ReferenceKind = (typeof REFERENCE_KINDS)[number]
