import { describe, expect, it } from 'vitest'
import type { ImportView } from '@/lib/data/imports/imports'
import { countWords, importSentence, progressWords, recordLabel, statusWord } from './import-state'

const VIEW: ImportView = {
  id: '7a4c1c5e-0000-4000-8000-000000000001',
  createdAt: '2026-11-22T08:00:00.000Z',
  createdBy: 'Ines',
  origin: 'upload',
  fileName: 'ws-0412.txt',
  sizeBytes: 2_000,
  format: 'slmgr-text',
  formatLabel: 'slmgr output',
  encoding: 'utf-8',
  hostName: null,
  observedAt: null,
  status: 'ready',
  isSample: false,
  source: null,
  sourceHour: null,
  cancelRequested: false,
  problem: null,
  needsHostName: false,
  needsDayOrder: false,
  dayOrder: null,
  needsCaptures: false,
  captures: null,
  readBytes: 0,
  observations: 412,
  rejected: 3,
  fresh: 380,
  unchanged: 32,
  newClients: 0,
  changedClients: 0,
  recorded: 0,
  recording: null,
  undone: 0,
  undoneAt: null,
  undoneBy: null,
  undoReason: null,
  finishedAt: null,
}
const view = (changes: Partial<ImportView>): ImportView => ({ ...VIEW, ...changes })

describe('an import', () => {
  it('says on the button what it will do', () => {
    expect(recordLabel(VIEW)).toBe('Import 412 observations')
    expect(recordLabel(view({ observations: 1 }))).toBe('Import 1 observation')
  })

  it('says that it waits for the machine name', () => {
    const waiting = view({ needsHostName: true, observations: 1 })
    expect(statusWord(waiting).word).toBe('Which machine?')
    expect(importSentence(waiting)).toBe(
      '1 observation found, but the text does not name its machine. Enter which one it is from.',
    )
  })

  it('says that it waits for the order of day and month', () => {
    const waiting = view({ needsDayOrder: true, observations: 1 })
    expect(statusWord(waiting).word).toBe('Day or month first?')
    expect(importSentence(waiting)).toBe(
      '1 observation found, but day and month cannot be told apart in its dates. Say which comes first.',
    )
  })

  it('says that it waits for whose a product in several states is', () => {
    const waiting = view({ needsCaptures: true, observations: 2 })
    expect(statusWord(waiting).word).toBe('One machine?')
    expect(importSentence(waiting)).toContain('one product is in several states and no machine is named')
  })

  it('says when everything is in the record already', () => {
    expect(importSentence(view({ fresh: 0 }))).toContain('all of them are already in the record')
  })

  it('says when nothing can be used', () => {
    const useless = view({ observations: 0, fresh: 0 })
    expect(statusWord(useless).word).toBe('Nothing usable')
    expect(importSentence(useless)).toBe('Nothing in it can be used. The rows below give the reasons.')
  })

  it('sums up what it changed', () => {
    expect(importSentence(view({ status: 'done', newClients: 2, changedClients: 1 }))).toBe(
      '380 new observations imported: 2 new clients, 1 client with news.',
    )
  })

  it('keeps what was recorded before it was cancelled', () => {
    expect(importSentence(view({ status: 'cancelled', recorded: 100 }))).toContain(
      '100 observations had been',
    )
  })

  it('says when the file is of another kind', () => {
    const other = view({ status: 'failed', formatLabel: 'not recognised', observations: 0, rejected: 1 })
    expect(statusWord(other).word).toBe('Not recognised')
    expect(importSentence(other)).toContain('nothing to import')
  })

  it('says how far it is', () => {
    expect(progressWords(view({ status: 'reading', readBytes: 500 }))).toBe('25 %')
    expect(progressWords(VIEW)).toBe('')
  })

  it('counts in one line', () => {
    expect(countWords(VIEW)).toBe('412 observations, 380 new, 3 rejected')
  })
})
