/** One import as the browser gets it: dates as ISO 8601, sizes as numbers. */
export interface ImportView {
  id: string
  createdAt: string
  createdBy: string
  /** 'upload', 'paste', 'command line' or 'sample'. */
  origin: string
  fileName: string
  sizeBytes: number
  formatLabel: string | null
  encoding: string | null
  hostName: string | null
  observedAt: string | null
  status: ImportStatus
  isSample: boolean
  cancelRequested: boolean
  problem: string | null
  needsHostName: boolean
  readBytes: number
  observations: number
  rejected: number
  fresh: number
  unchanged: number
  newClients: number
  changedClients: number
  recorded: number
  finishedAt: string | null
}

export type ImportStatus = 'receiving' | 'reading' | 'ready' | 'recording' | 'done' | 'cancelled' | 'failed'

/** What a stored import has; the view is made of it. */
export interface ImportRow
  extends Omit<ImportView, 'createdAt' | 'observedAt' | 'finishedAt' | 'sizeBytes' | 'readBytes'> {
  createdAt: Date
  observedAt: Date | null
  finishedAt: Date | null
  sizeBytes: bigint | number
  readBytes: bigint | number
}

export function toImportView(row: ImportRow): ImportView {
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    origin: row.origin,
    fileName: row.fileName,
    sizeBytes: Number(row.sizeBytes),
    formatLabel: row.formatLabel,
    encoding: row.encoding,
    hostName: row.hostName,
    observedAt: row.observedAt?.toISOString() ?? null,
    status: row.status,
    isSample: row.isSample,
    cancelRequested: row.cancelRequested,
    problem: row.problem,
    needsHostName: row.needsHostName,
    readBytes: Number(row.readBytes),
    observations: row.observations,
    rejected: row.rejected,
    fresh: row.fresh,
    unchanged: row.unchanged,
    newClients: row.newClients,
    changedClients: row.changedClients,
    recorded: row.recorded,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

/** Whether it changes by itself, so that the page asks again. */
export function isMoving(view: Pick<ImportView, 'status'>): boolean {
  return view.status === 'receiving' || view.status === 'reading' || view.status === 'recording'
}

/** Whether a person has to say which machine it is from before it can be recorded. */
export function waitsForHostName(view: Pick<ImportView, 'status' | 'needsHostName' | 'hostName'>): boolean {
  return view.status === 'ready' && view.needsHostName && view.hostName === null
}

/** Whether it can be recorded as it is. */
export function isRecordable(
  view: Pick<ImportView, 'status' | 'needsHostName' | 'hostName' | 'observations'>,
): boolean {
  return view.status === 'ready' && view.observations > 0 && !waitsForHostName(view)
}
