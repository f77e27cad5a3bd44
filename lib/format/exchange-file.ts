import { writeInstallationId } from '@/lib/activation/offline/installation-id'
import { CSV_START, csvRows } from './csv'

/** What the file of an exchange package holds. */
export interface ExchangeFile {
  number: number
  lastFive: string
  keyLabel: string
  /** ISO 8601 UTC. */
  dueAt: string
  withNames: boolean
  /** SHA-256 of contentOf(), hexadecimal. */
  contentHash: string
  requests: readonly ExchangeFileRequest[]
}

export interface ExchangeFileRequest {
  row: number
  /** 'P12-007' */
  reference: string
  machine: string
  productLabel: string
  activationId: string | null
  /** Digits only. */
  installationId: string
}

/** The header says how the answers have to be entered, since a note elsewhere is not read. */
export const ANSWER_COLUMN = 'Confirmation ID (with dashes as text)'

const HEADER = [
  'Package',
  'Request',
  'Machine',
  'Product',
  'Activation ID',
  'Installation ID',
  ANSWER_COLUMN,
  'Due',
  'SHA-256 of the requests',
]

/**
 * What the hash of a package stands for: one line a request, in their order, whatever file they are written in and
 * whether or not it names machines: 'P12-007,<activation ID>,<installation ID digits>'.
 */
export function contentOf(
  requests: readonly Pick<ExchangeFileRequest, 'reference' | 'activationId' | 'installationId'>[],
): string {
  return requests
    .map(
      ({ reference, activationId, installationId }) =>
        `${reference},${activationId ?? ''},${installationId}\n`,
    )
    .join('')
}

/** The machine's name, or one that tells nothing where the package leaves names out. */
export function machineInFile(
  file: Pick<ExchangeFile, 'withNames'>,
  request: { row: number; machine: string },
): string {
  return file.withNames ? request.machine : `machine-${String(request.row).padStart(3, '0')}`
}

/** The package as CSV, with an empty column for the answers. Installation IDs have dashes: no spreadsheet takes them for numbers. */
export function exchangeCsv(file: ExchangeFile): string {
  const rows = file.requests.map((request) => [
    String(file.number),
    request.reference,
    machineInFile(file, request),
    request.productLabel,
    request.activationId,
    writeInstallationId(request.installationId),
    '',
    file.dueAt.slice(0, 10),
    file.contentHash,
  ])
  return CSV_START + csvRows([HEADER, ...rows])
}

/** The package as JSON; answers go into confirmationId, as text. */
export function exchangeJson(file: ExchangeFile): string {
  const { number, lastFive, keyLabel, dueAt, contentHash } = file
  const requests = file.requests.map((request) => ({
    request: request.reference,
    machine: machineInFile(file, request),
    product: request.productLabel,
    activationId: request.activationId,
    installationId: request.installationId,
    confirmationId: null,
  }))
  const content = {
    package: number,
    key: { label: keyLabel, lastFive },
    dueAt,
    sha256OfRequests: contentHash,
    requests,
  }
  return `${JSON.stringify(content, null, 2)}\n`
}
