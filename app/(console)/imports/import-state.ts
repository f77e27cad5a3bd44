import type { Tone } from '@/components/ui/badge'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatCount, formatCountOf, formatShare } from '@/lib/format/counts'

/** How an import stands, and how that is said. */

const MOVING: readonly ImportView['status'][] = ['receiving', 'reading', 'recording', 'undoing']

/** Whether it changes by itself, so that the page asks again. */
export function isMoving({ status }: Pick<ImportView, 'status'>): boolean {
  return MOVING.includes(status)
}

/** Whether a person has to enter which machine it is from before it can be recorded. */
export function waitsForHostName(view: Pick<ImportView, 'status' | 'needsHostName' | 'hostName'>): boolean {
  return view.status === 'ready' && view.needsHostName && view.hostName === null
}

/** Whether a person has to say how dates like 6/3/2026 are meant before it can be recorded. */
export function waitsForDayOrder(view: Pick<ImportView, 'status' | 'needsDayOrder' | 'dayOrder'>): boolean {
  return view.status === 'ready' && view.needsDayOrder && view.dayOrder === null
}

/** Whether a person has to say whose one product in several states is before it can be recorded. */
export function waitsForCaptures(view: Pick<ImportView, 'status' | 'needsCaptures' | 'captures'>): boolean {
  return view.status === 'ready' && view.needsCaptures && view.captures === null
}

/** Whether it can be recorded as it is. */
export function isRecordable(view: ImportView): boolean {
  const waits = waitsForHostName(view) || waitsForDayOrder(view) || waitsForCaptures(view)
  return view.status === 'ready' && view.observations > 0 && !waits
}

/** The state of an import in a word or two. */
export function statusWord(view: ImportView): { word: string; tone: Tone } {
  if (view.cancelRequested && view.status === 'recording') return { word: 'Stopping', tone: 'watch' }
  switch (view.status) {
    case 'receiving':
      return { word: 'Arriving', tone: 'accent' }
    case 'reading':
      return { word: 'Being read', tone: 'accent' }
    case 'ready':
      return readyWord(view)
    case 'recording':
      return { word: 'Being imported', tone: 'accent' }
    case 'done':
      return view.problem ? { word: 'Nothing in it', tone: 'neutral' } : { word: 'Imported', tone: 'ok' }
    case 'cancelled':
      return { word: 'Cancelled', tone: 'neutral' }
    case 'failed':
      return { word: isUnrecognised(view) ? 'Not recognised' : 'Failed', tone: 'bad' }
    case 'undoing':
      return { word: 'Being undone', tone: 'watch' }
    case 'undone':
      return { word: 'Undone', tone: 'neutral' }
  }
}

function readyWord(view: ImportView): { word: string; tone: Tone } {
  if (waitsForHostName(view)) return { word: 'Which machine?', tone: 'watch' }
  if (waitsForDayOrder(view)) return { word: 'Day or month first?', tone: 'watch' }
  if (waitsForCaptures(view)) return { word: 'One machine?', tone: 'watch' }
  if (!isRecordable(view)) return { word: 'Nothing usable', tone: 'warn' }
  return { word: 'Ready', tone: 'accent' }
}

/** The answer an import's page begins with. */
export function importSentence(view: ImportView): string {
  switch (view.status) {
    case 'receiving':
      return 'The file is arriving.'
    case 'reading':
      return 'The file is being read. You will see what it would change before anything changes.'
    case 'ready':
      return readySentence(view)
    case 'recording':
      return `${formatCount(view.recorded)} of ${formatCountOf(view.observations, 'observation')} are in the record.`
    case 'done':
      return doneSentence(view)
    case 'cancelled':
      return cancelledSentence(view)
    case 'failed':
      return failedSentence(view)
    case 'undoing':
      return `${formatCountOf(view.undone, 'observation')} removed so far. What other imports say too stays.`
    case 'undone':
      return undoneSentence(view)
  }
}

function readySentence(view: ImportView): string {
  if (view.problem) return `Nothing in it is for the record. ${view.problem}`
  if (view.observations === 0) return 'Nothing in it can be used. The rows below give the reasons.'
  const found = formatCountOf(view.observations, 'observation')
  if (waitsForHostName(view)) {
    return `${found} found, but the text does not name its machine. Enter which one it is from.`
  }
  if (waitsForDayOrder(view)) {
    return `${found} found, but day and month cannot be told apart in its dates. Say which comes first.`
  }
  if (waitsForCaptures(view)) {
    return `${found} found, but one product is in several states and no machine is named. Choose whether it is one machine.`
  }
  if (view.fresh === 0) return `${found} found; all of them are already in the record.`
  return `${found} found. Nothing is in the record until you import.`
}

/** The reader gave up at the beginning: its reason is the one rejected row. */
export function isUnrecognised(view: ImportView): boolean {
  return view.status === 'failed' && view.formatLabel === 'not recognised'
}

function failedSentence(view: ImportView): string {
  if (isUnrecognised(view)) return 'No license data was recognised in it, so there is nothing to import.'
  return view.problem ?? 'It could not be read.'
}

function doneSentence(view: ImportView): string {
  if (view.problem) return `It was read, and nothing in it is for the record. ${view.problem}`
  if (view.observations === 0) return 'Nothing in it could be used. The rows below give the reasons.'
  if (view.fresh === 0) return 'Everything in it was already in the record; nothing has changed.'
  const news = `${formatCountOf(view.fresh, 'new observation')} imported`
  const clients = [
    view.newClients > 0 && `${formatCountOf(view.newClients, 'new client')}`,
    view.changedClients > 0 && `${formatCountOf(view.changedClients, 'client')} with news`,
  ].filter(Boolean)
  return clients.length > 0 ? `${news}: ${clients.join(', ')}.` : `${news}.`
}

function cancelledSentence(view: ImportView): string {
  if (view.recorded === 0) return 'Cancelled before anything was imported.'
  return `Cancelled. ${formatCountOf(view.recorded, 'observation')} had been imported by then and stay in the record.`
}

function undoneSentence({ undone, undoneBy, undoReason }: ImportView): string {
  const removed =
    undone === 0
      ? 'Other imports say all of it too, so nothing was removed'
      : `${formatCountOf(undone, 'observation')} removed`
  return `${undoneBy ?? 'Somebody'} undid it: ${undoReason ?? 'no reason given'}. ${removed}.`
}

/** Whether something of it is in the record that could be removed. */
export function isUndoable({ status, recording, isSample }: ImportView): boolean {
  return ['done', 'cancelled', 'failed'].includes(status) && recording !== null && !isSample
}

/** The button that commits. */
export function recordLabel(view: ImportView): string {
  return `Import ${formatCountOf(view.observations, 'observation')}`
}

/** How far it is, 0 to 1, or undefined when nothing moves or the end is not known. */
export function progressOf(view: ImportView): number | undefined {
  if (view.status === 'reading' && view.sizeBytes > 0) return Math.min(1, view.readBytes / view.sizeBytes)
  if (view.status === 'recording' && view.observations > 0) {
    return Math.min(1, view.recorded / view.observations)
  }
  if (view.status === 'undoing' && view.fresh > 0) return Math.min(1, view.undone / view.fresh)
  return undefined
}

/** '62.4 %', or nothing. */
export function progressWords(view: ImportView): string {
  const done = progressOf(view)
  return done === undefined ? '' : formatShare(done, 1)
}

/** The counts of a list row: '412 observations, 380 new, 3 rejected'. */
export function countWords(view: ImportView): string {
  if (view.status === 'receiving') return ''
  const parts = [
    view.observations > 0 && formatCountOf(view.observations, 'observation'),
    view.fresh > 0 && `${formatCount(view.fresh)} new`,
    view.rejected > 0 && `${formatCount(view.rejected)} rejected`,
  ]
  return parts.filter(Boolean).join(', ')
}
