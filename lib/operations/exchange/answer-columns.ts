import { parseConfirmationId } from '@/lib/activation/offline/confirmation-id'
import { parseInstallationId } from '@/lib/activation/offline/installation-id'

/** Where in a row the parts of an answer stand; absent: the file has no such column. */
export interface AnswerColumns {
  installationId: number
  confirmationId: number
  reference?: number | undefined
}

/** Letters only, lower-cased, accents folded: 'Confirmation ID (as text)' and 'CONFIRMATION_ID' both begin alike. */
const plain = (header: string) =>
  header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()

/** Headers as our own files, VAMT and people write them; English, German, French, Spanish. */
const NAMES = {
  confirmationId:
    /^(confirmation|cid|answer|bestatigungs|confirmacion|idconfirmacion|idconfirmation|identifiantdeconfirm|iddeconfirm|offlineconfirmation)/,
  installationId:
    /^(installation|iid|idinstal|iddinstal|identifiantdinstal|iddeinstal|instalacion|offlineinstallation)/,
  reference: /^(request|reference|ref$|requestid|anfrage)/,
} as const

/** The columns of a header row; undefined for any other row. */
export function columnsOf(cells: readonly string[]): AnswerColumns | undefined {
  const names = cells.map(plain)
  const find = (pattern: RegExp) => {
    const at = names.findIndex((name) => pattern.test(name))
    return at < 0 ? undefined : at
  }
  const installationId = find(NAMES.installationId)
  const confirmationId = find(NAMES.confirmationId)
  if (installationId === undefined || confirmationId === undefined) return undefined
  return { installationId, confirmationId, reference: find(NAMES.reference) }
}

/** The columns of a file without a header, from a row whose numbers have the right lengths. */
export function guessColumns(cells: readonly string[]): AnswerColumns | undefined {
  const installationId = cells.findIndex((cell) => parseInstallationId(cell).ok)
  const confirmationId = cells.findIndex((cell, at) => at !== installationId && parseConfirmationId(cell).ok)
  return installationId < 0 || confirmationId < 0 ? undefined : { installationId, confirmationId }
}

/** The key of an object that holds a part, as the header of a column would. */
export function partOf(name: string): keyof typeof NAMES | undefined {
  const word = plain(name)
  const parts = Object.keys(NAMES) as (keyof typeof NAMES)[]
  return parts.find((part) => NAMES[part].test(word))
}
