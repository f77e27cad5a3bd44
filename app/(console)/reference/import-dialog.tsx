'use client'

import { FileDown } from 'lucide-react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { TwoStepDialog } from '@/components/form/two-step-dialog'
import { Button } from '@/components/ui/button'
import type { OwnKind } from '@/lib/activation/reference/own-entry'
import { formatCountOf } from '@/lib/format/counts'
import { importReferenceAction, previewReferenceAction } from './actions'
import { KIND_WORDS } from './reference-words'

/** What a line of the file would do. */
export interface PlanLine {
  line: number
  kind: OwnKind | null
  key: string | null
  verdict: 'adds' | 'changes' | 'same' | 'wrong'
  /** What is wrong. */
  problem?: string
}

interface Planned {
  file: File
  lines: readonly PlanLine[]
}

/** A file of entries: what it would add and change first, then the import. */
export function ImportDialog({ mayChange }: { mayChange: boolean }) {
  return (
    <TwoStepDialog<Planned>
      trigger={<Button icon={FileDown}>Import</Button>}
      disabledReason={mayChange ? undefined : 'Only a licensing admin can change the reference.'}
      first={{
        title: 'Import entries',
        description:
          'A file written by “Export our entries”, in this console or in another one. It never withdraws an entry.',
        form: (next) => <FileForm onPlan={next} />,
      }}
      second={{
        title: 'What this file changes',
        content: (planned, { back, close }) => <PlanForm planned={planned} onBack={back} onDone={close} />,
      }}
    />
  )
}

const MOST_BYTES = 2_000_000

/** What the operations get of a file; one that is too large is not even read, and they say so. */
async function readEntries(file: File | undefined) {
  const text = file && file.size <= MOST_BYTES ? await file.text() : undefined
  return { text, fileName: file?.name }
}

function FileForm({ onPlan }: { onPlan: (planned: Planned) => void }) {
  return (
    <Form
      isStep
      action={async (file: File | undefined) => previewReferenceAction(await readEntries(file))}
      input={({ file }) => file('text')}
      confirmLabel="Show what it changes"
      onDone={(lines, form) => {
        const file = form.file('text')
        if (file) onPlan({ file, lines })
      }}
    >
      <Field
        label="File"
        hint="JSON Lines in UTF-8: one entry on each line, with kind, key, value, source and dated."
      >
        <Input name="text" type="file" accept=".jsonl,.ndjson,.json,.txt" className="h-auto py-1" />
      </Field>
    </Form>
  )
}

interface PlanFormProps {
  planned: Planned
  onBack: () => void
  onDone: () => void
}

/** Lines shown; a file of hundreds is judged by its counts. */
const MOST_SHOWN = 200

/** What each line would do: what is wrong first, then what changes. */
function PlanForm({ planned: { file, lines }, onBack, onDone }: PlanFormProps) {
  const of = (verdict: PlanLine['verdict']) => lines.filter((line) => line.verdict === verdict)
  const [wrong, changed, added] = [of('wrong'), of('changes'), of('adds')]
  const changes = added.length + changed.length
  const shown = [...wrong, ...changed, ...added].slice(0, MOST_SHOWN)
  return (
    <Form
      className="grid-cols-[minmax(0,1fr)]"
      action={async () => importReferenceAction(await readEntries(file))}
      patienceMs={120_000}
      confirmLabel={`Import ${formatCountOf(changes, 'entry', 'entries')}`}
      disabledReason={changes === 0 ? 'The file changes nothing here.' : undefined}
      otherActions={<Button onClick={onBack}>Choose another file</Button>}
      onDone={onDone}
    >
      <p>{summary(added.length, changed.length, of('same').length)}</p>
      {wrong.length > 0 && (
        <Notice tone="watch">
          {formatCountOf(wrong.length, 'line')} cannot be imported and {wrong.length === 1 ? 'is' : 'are'}{' '}
          left out.
        </Notice>
      )}
      {shown.length > 0 && (
        <DataTable
          label="Lines of the file"
          columns={PLAN_COLUMNS}
          rows={shown}
          rowId={({ line }) => String(line)}
          maxHeight="20rem"
        />
      )}
    </Form>
  )
}

const VERDICT = { adds: 'Added', changes: 'Changed', same: 'Already here', wrong: 'Left out' } as const

const PLAN_COLUMNS: readonly Column<PlanLine>[] = [
  { id: 'line', header: 'Line', numeric: true, cell: ({ line }) => line },
  {
    id: 'verdict',
    header: 'What happens',
    minWidth: '16rem',
    cell: ({ verdict, problem }) => [VERDICT[verdict], problem].filter(Boolean).join(': '),
  },
  { id: 'kind', header: 'Kind', nowrap: true, cell: ({ kind }) => kind && KIND_WORDS[kind].label },
  {
    id: 'key',
    header: 'Entry',
    mono: true,
    minWidth: '10rem',
    cell: ({ key }) => <span className="[overflow-wrap:anywhere]">{key}</span>,
  },
]

function summary(added: number, changed: number, same: number): string {
  const already = `${formatCountOf(same, 'entry is', 'entries are')} already here.`
  if (added + changed === 0) return `The file changes nothing here: ${already}`
  const news = `${formatCountOf(added, 'entry', 'entries')} would be added and ${changed} changed.`
  return same === 0 ? news : `${news} ${already}`
}
