'use client'

import { FileDown } from 'lucide-react'
import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Form } from '@/components/form/form'
import { type GivenList, ListFields, RejectedLines } from '@/components/form/list-fields'
import { TwoStepDialog } from '@/components/form/two-step-dialog'
import { Button } from '@/components/ui/button'
import { nothing } from '@/components/ui/nothing'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import type { ListPreview } from '@/lib/operations/belonging/import-list'
import { importListAction, previewListAction } from './actions'

const EXAMPLE = `host,site,owner,department,tags
ber-ws-0412.corp.example,Berlin,Ada Lovelace,Sales,kiosk;lobby
dub-nb-0007,Dublin,,IT,`

interface Looked {
  list: GivenList
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
  const [list, setList] = useState<GivenList>({ text: '' })
  return (
    <Form
      isStep
      action={previewListAction}
      input={() => list}
      confirmLabel="Show what it says"
      onDone={(preview) => onPreview({ list, preview })}
    >
      <ListFields
        list={list}
        onChange={setList}
        fileHint="CSV with commas, semicolons or tabs, up to 900 KB."
        hint="The first line names the columns, in any order: host, site, owner, department, tags."
        rows={9}
        example={EXAMPLE}
      />
    </Form>
  )
}

interface ConfirmProps extends Looked {
  onBack: () => void
  onDone: () => void
}

function Confirm({ list, preview, onBack, onDone }: ConfirmProps) {
  const { known, waiting, rejected, rejectedCount, sample } = preview
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
      <RejectedLines count={rejectedCount} lines={rejected} />
      {sample.length > 0 && (
        <DataTable label="First lines" columns={COLUMNS} rows={sample} rowId={({ line }) => String(line)} />
      )}
    </Form>
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
