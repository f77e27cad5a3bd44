'use client'

import { FileDown } from 'lucide-react'
import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Form } from '@/components/form/form'
import { type GivenList, ListFields, RejectedLines } from '@/components/form/list-fields'
import { TwoStepDialog } from '@/components/form/two-step-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import type { NetworkPreview } from '@/lib/operations/networks/import-networks'
import { importNetworksAction, previewNetworksAction } from './actions'
import { NO_CHANGE } from './network-words'

const EXAMPLE = `kind,name,forest,trust,zone,servers
forest,corp.example,,own,corp.example,10.0.0.53
domain,emea.corp.example,corp.example,,emea.corp.example,
workgroup,workshop,,,lab.example,10.9.0.53`

/** Larger files are not read: no list of networks is that long. */
const LARGEST_FILE_BYTES = 4_000_000

/** A list, and what it would change. */
interface Looked {
  list: GivenList
  preview: NetworkPreview
}

/** A list of networks, pasted or from a file: what it would change first, then the recording. */
export function ImportDialog({ mayChange }: { mayChange: boolean }) {
  return (
    <TwoStepDialog<Looked>
      trigger={<Button icon={FileDown}>Import a list</Button>}
      disabledReason={mayChange ? undefined : NO_CHANGE}
      first={{
        title: 'Import a list of networks',
        description: 'Forests, domains, workgroups and DNS zones, one on each line. Nothing is removed.',
        form: (next) => <ListForm onPreview={next} />,
      }}
      second={{
        title: 'What this list changes',
        content: (looked, { back, close }) => <Confirm {...looked} onBack={back} onDone={close} />,
      }}
    />
  )
}

function ListForm({ onPreview }: { onPreview: (looked: Looked) => void }) {
  const [list, setList] = useState<GivenList>({ text: '' })
  const [tooLarge, setTooLarge] = useState(false)
  const takes = (file: File) => {
    setTooLarge(file.size > LARGEST_FILE_BYTES)
    return file.size <= LARGEST_FILE_BYTES
  }
  return (
    <Form
      isStep
      action={previewNetworksAction}
      input={() => list}
      confirmLabel="Show what it changes"
      onDone={(preview) => onPreview({ list, preview })}
    >
      <ListFields
        list={list}
        onChange={setList}
        takes={takes}
        fileHint="CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or the Windows code page."
        fileProblem={tooLarge ? 'The file is larger than 4 MB. Import the list in parts.' : undefined}
        hint="The first line names the columns: kind, name, forest, trust (own, trusted, untrusted), zone, servers, belongs to, untrusted, note. A single column “zone” is enough for a list of zones."
        rows={10}
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
  const { added, changed } = preview.counts
  const nothingNew = added + changed === 0
  return (
    <Form
      action={importNetworksAction}
      input={() => list}
      confirmLabel={nothingNew ? 'Import' : `Import ${formatCountOf(added + changed, 'entry', 'entries')}`}
      disabledReason={nothingNew ? 'No line of this list would change anything.' : undefined}
      otherActions={<Button onClick={onBack}>Back to the list</Button>}
      onDone={onDone}
    >
      <p>{previewSentence(preview)}</p>
      <RejectedLines count={preview.rejected.length} lines={preview.rejected} />
      <UsableLines preview={preview} />
    </Form>
  )
}

/** '4 entries are new, 1 changes, 2 stay the same. Not read: the column “site”.' */
function previewSentence({ counts, unread }: NetworkPreview): string {
  const { added, changed, same } = counts
  const head =
    added + changed + same === 0
      ? 'No line of this list can be used.'
      : `${formatCountOf(added, 'entry is', 'entries are')} new, ${formatCountOf(changed, 'changes', 'change')}, ${formatCountOf(same, 'stays', 'stay')} the same.`
  if (unread.length === 0) return head
  return `${head} Not read: ${unread.length === 1 ? 'the column' : 'the columns'} ${unread.map((name) => `“${name}”`).join(', ')}.`
}

interface UsableLine {
  line: number
  kind: string
  name: string
  effect: keyof typeof EFFECT
}

const EFFECT = {
  new: { word: 'New', tone: 'ok' },
  changed: { word: 'Changed', tone: 'watch' },
  same: { word: 'Same', tone: 'neutral' },
} as const

const COLUMNS: readonly Column<UsableLine>[] = [
  { id: 'line', header: 'Line', numeric: true, cell: ({ line }) => formatCount(line) },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => kind },
  { id: 'name', header: 'Name', mono: true, grow: true, cell: ({ name }) => name },
  {
    id: 'effect',
    header: 'Effect',
    cell: ({ effect }) => <Badge tone={EFFECT[effect].tone}>{EFFECT[effect].word}</Badge>,
  },
]

function UsableLines({ preview: { units, zones } }: { preview: NetworkPreview }) {
  const lines: UsableLine[] = [...units, ...zones.map((zone) => ({ ...zone, kind: 'zone' }))]
  if (lines.length === 0) return null
  return (
    <DataTable
      label="Lines that can be used"
      columns={COLUMNS}
      rows={lines.sort((one, other) => one.line - other.line)}
      rowId={({ kind, name }) => `${kind} ${name}`}
      maxHeight="18rem"
    />
  )
}
