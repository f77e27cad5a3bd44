import type { ImportView } from '@/lib/data/imports/imports'

export interface ImportsPageData {
  imports: ImportView[]
  /** Where the next page begins, or null at the end. */
  next: string | null
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
