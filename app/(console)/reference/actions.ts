'use server'

import { operationAction } from '@/app/operation-action'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import {
  importReferenceFile,
  inspectReferenceFile,
  type JudgedEntry,
} from '@/lib/operations/reference/import-entries'
import { saveReferenceEntry, withdrawReferenceEntry } from '@/lib/operations/reference/reference-entries'
import { referenceSentence } from '@/lib/operations/reference/reference-refusal'

const touches = paths.reference()

export const saveEntryAction = operationAction(saveReferenceEntry, {
  done: ({ waits }) => (waits ? 'The entry is saved; recorded machines follow' : 'The entry is saved'),
  touches,
  answer: ({ kind, key }) => ({ kind, key }),
})

export const withdrawEntryAction = operationAction(withdrawReferenceEntry, {
  done: 'The entry is withdrawn',
  touches,
})

/** What a file would add and change, line by line. */
export const previewReferenceAction = operationAction(inspectReferenceFile, {
  answer: ({ entries }) => entries.map(planLine),
})

export const importReferenceAction = operationAction(importReferenceFile, {
  done: ({ added, changed }) => `${formatCountOf(added, 'entry', 'entries')} added, ${changed} changed`,
  touches,
})

/** In words: the browser has no tables of refusals. */
function planLine(entry: JudgedEntry) {
  const { line, kind, key, verdict } = entry
  if (verdict === 'wrong') return { line, kind, key, verdict, problem: entry.problem }
  if (verdict === 'refused') {
    return { line, kind, key, verdict: 'wrong' as const, problem: referenceSentence(entry.refusal) }
  }
  return { line, kind, key, verdict }
}
