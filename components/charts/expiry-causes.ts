import type { ExpiryCause } from '@/lib/activation/fleet/fleet-summary'

export const EXPIRY_CAUSES: readonly ExpiryCause[] = ['Grace', 'KMS', 'Directory', 'Evaluation', 'Other']

export const CAUSE_COLOUR: Record<ExpiryCause, string> = {
  Grace: 'var(--watch)',
  KMS: 'var(--accent)',
  Directory: 'color-mix(in oklab, var(--accent) 58%, var(--surface-raised))',
  Evaluation: 'color-mix(in oklab, var(--accent) 30%, var(--surface-raised))',
  Other: 'var(--silent)',
}

/** The softer tones keep the edge of the full one, so that they stand out from the surface. */
export const CAUSE_EDGE: Record<ExpiryCause, string> = {
  ...CAUSE_COLOUR,
  Directory: 'var(--accent)',
  Evaluation: 'var(--accent)',
}
