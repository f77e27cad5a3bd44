'use client'

import { FileDown } from 'lucide-react'
import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import { decodeListFile } from '@/components/form/decode-list-file'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input, Textarea } from '@/components/form/input'
import { TwoStepDialog } from '@/components/form/two-step-dialog'
import { Button } from '@/components/ui/button'
import { nothing } from '@/components/ui/nothing'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import type { ListPreview } from '@/lib/operations/belonging/import-list'
import { importListAction, previewListAction } from './actions'

const EXAMPLE = `host,site,owner,department,tags
ber-ws-0412.corp.example,Berlin,Ada Lovelace,Sales,kiosk;lobby
dub-nb-0007,Dublin,,IT,`

interface List {
  text: string
  fileName?: string
}

interface Looked {
  list: List
  preview: ListPreview
}

/** A list of machines with their sites and owners, pasted or from a file: what it says first, then the recording. */
export function ListDialog() {
  return (
    <TwoStepDialog<Looked>
      trigger={<Button icon={FileDown}>Import a list</Button>}
      first={{
        title: 'Import sites and owners',
        description: 'One machine on each line. Empty cells say nothing, a minus says that there is none.',
        form: (next) => <ListForm onPreview={next} />,
      }}
      second={{
        title: 'What this list says',
        content: (looked, { back, close }) => <Confirm {...looked} onBack={back} onDone={close} />,
      }}
    />
  )
}

function ListForm({ onPreview }: { onPreview: (looked: Looked) => void }) {
  const [list, setList] = useState<List>({ text: '' })
  const take = async (file: File | undefined) => {
    if (file) setList({ text: decodeListFile(await file.arrayBuffer()), fileName: file.name })
  }
  return (
    <Form
      isStep
      action={previewListAction}
      input={() => list}
      confirmLabel="Show what it says"
      onDone={(preview) => onPreview({ list, preview })}
    >
      <Field label="File" optional hint="CSV with commas, semicolons or tabs, up to 900 KB.">
        <Input
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          className="h-auto py-1"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </Field>
      <Field
        label="List"
        hint="The first line names the columns, in any order: host, site, owner, department, tags."
      >
        <Textarea
          name="text"
          value={list.text}
          onChange={(event) => setList({ ...list, text: event.target.value })}
          mono
          rows={9}
          spellCheck={false}
          placeholder={EXAMPLE}
        />
      </Field>
    </Form>
  )
}

interface ConfirmProps extends Looked {
  onBack: () => void
  onDone: () => void
}

function Confirm({ list, preview, onBack, onDone }: ConfirmProps) {
  const { known, waiting, rejectedCount, sample } = preview
  const usable = known + waiting
  return (
    <Form
      action={importListAction}
      input={() => list}
      confirmLabel={usable === 0 ? 'Import' : `Import ${formatCountOf(usable, 'machine')}`}
      disabledReason={usable === 0 ? 'No line of this list can be used.' : undefined}
      otherActions={<Button onClick={onBack}>Back to the list</Button>}
      onDone={onDone}
    >
      <p>
        {formatCountOf(known, 'machine is', 'machines are')} in the record
        {waiting > 0 &&
          `; ${formatCount(waiting)} not yet, and ${waiting === 1 ? 'gets' : 'get'} it on first report`}
        .
      </p>
      {rejectedCount > 0 && <Rejected preview={preview} />}
      {sample.length > 0 && (
        <DataTable label="First lines" columns={COLUMNS} rows={sample} rowId={({ line }) => String(line)} />
      )}
    </Form>
  )
}

function Rejected({ preview: { rejected, rejectedCount } }: { preview: ListPreview }) {
  return (
    <Notice tone="watch" title={`${formatCountOf(rejectedCount, 'line')} cannot be used`}>
      <ul className="grid gap-1 max-h-48 overflow-y-auto">
        {rejected.map(({ line, problem, text }) => (
          <li key={line}>
            Line {line}: {problem} <span className="font-mono text-table text-ink-soft">{text}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

type Line = ListPreview['sample'][number]

const said = (value: string | undefined) => (value === '' ? 'none' : (value ?? nothing))

const COLUMNS: readonly Column<Line>[] = [
  { id: 'line', header: 'Line', numeric: true, cell: ({ line }) => line },
  {
    id: 'machine',
    header: 'Machine',
    mono: true,
    cell: ({ host, name }) => name ?? `${host} (not reported yet)`,
  },
  { id: 'site', header: 'Site', cell: ({ site }) => said(site) },
  { id: 'owner', header: 'Owner', cell: ({ owner }) => said(owner) },
  { id: 'department', header: 'Department', cell: ({ department }) => said(department) },
  { id: 'tags', header: 'Tags', cell: ({ tags }) => tags?.join(', ') ?? nothing },
]
