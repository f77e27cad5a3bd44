'use client'

import { useRouter } from 'next/navigation'
import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { ProgressBar } from '@/components/feedback/progress-bar'
import { FormDialog } from '@/components/form/form-dialog'
import { useSend } from '@/components/form/use-send'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatBytes, formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import { machineNameOfFile } from '@/lib/operations/imports/suggested-host-name'
import { discardAction, nameByFileAction, recordAllAction } from './actions'
import {
  countWords,
  isMoving,
  isRecordable,
  isUndoable,
  isUnrecognised,
  progressOf,
  progressWords,
  statusWord,
  waitsForHostName,
} from './import-state'
import { UndoImport } from './undo-import'
import { useRefresh } from './use-refresh'

const COLUMNS: readonly Column<ImportView>[] = [
  {
    id: 'file',
    header: 'File',
    sortKey: 'file',
    always: true,
    cut: true,
    cell: ({ id, fileName, hostName, source, sourceHour }) => (
      <>
        <Link href={paths.import(id)} className="font-mono font-medium">
          {fileName}
        </Link>
        {hostName && <small>for {hostName}</small>}
        {source && sourceHour && (
          <small>
            <Link href={paths.imports({ source })} className="link">
              every hour of {source}
            </Link>
          </small>
        )}
      </>
    ),
  },
  { id: 'state', header: 'State', minWidth: '8rem', cell: (view) => <State view={view} /> },
  { id: 'found', header: 'Found', nowrap: true, cell: countWords },
  {
    id: 'format',
    header: 'Format',
    sortKey: 'format',
    nowrap: true,
    cell: ({ formatLabel }) => formatLabel ?? <span className="text-ink-soft">not known yet</span>,
  },
  {
    id: 'size',
    header: 'Size',
    sortKey: 'size',
    startsDescending: true,
    numeric: true,
    nowrap: true,
    cell: ({ origin, sizeBytes }) => (origin === 'sample' ? '' : formatBytes(sizeBytes)),
  },
  { id: 'by', header: 'By', sortKey: 'by', nowrap: true, cell: ({ createdBy }) => createdBy },
  {
    id: 'at',
    header: 'When',
    sortKey: 'at',
    startsDescending: true,
    nowrap: true,
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
]

const UNDO: Column<ImportView> = {
  id: 'undo',
  header: 'Undo',
  headerHidden: true,
  end: true,
  cell: (view) => isUndoable(view) && <UndoImport view={view} isSmall />,
}

interface ImportsTableProps {
  shown: ShownList<ImportView>
  canCreate: boolean
  canRecord: boolean
  canDiscard: boolean
}

/** Every import, with what can be done with many of them at once. */
export function ImportsTable({ shown, canCreate, canRecord, canDiscard }: ImportsTableProps) {
  const { rows, choices } = shown.page
  const ready = rows.filter(isRecordable)
  const waiting = rows.filter(waitsForHostName)
  const unrecognised = choices.state?.find(({ value }) => value === 'unrecognised')?.count ?? 0
  return (
    <Section
      id="imports"
      title="Imported files"
      actions={
        <>
          {canDiscard && unrecognised > 1 && <Discard count={unrecognised} />}
          {canCreate && waiting.length > 1 && <NameByFile waiting={waiting} />}
          {canRecord && ready.length > 0 && <RecordAll ready={ready} />}
        </>
      }
    >
      <ListView
        label="Imports"
        shown={shown}
        columns={canRecord ? [...COLUMNS, UNDO] : COLUMNS}
        rowId={({ id }) => id}
        density="roomy"
        empty={<NoImports canCreate={canCreate} />}
        actions={(ids, clear) => (
          <Chosen chosen={rows.filter(({ id }) => ids.includes(id))} {...{ canRecord, canDiscard, clear }} />
        )}
      />
    </Section>
  )
}

interface ChosenProps {
  chosen: readonly ImportView[]
  canRecord: boolean
  canDiscard: boolean
  clear: () => void
}

/** What can be done with the selected imports that are on this page. */
function Chosen({ chosen, canRecord, canDiscard, clear }: ChosenProps) {
  const ready = chosen.filter(isRecordable)
  const unrecognised = chosen.filter(isUnrecognised).map(({ id }) => id)
  return (
    <>
      {canRecord && ready.length > 0 && <RecordAll ready={ready} />}
      {canDiscard && unrecognised.length > 0 && (
        <Discard count={unrecognised.length} importIds={unrecognised} onDone={clear} />
      )}
    </>
  )
}

/** Takes imports of which nothing was recognised out of the list: those given, or all. */
function Discard(props: { count: number; importIds?: readonly string[]; onDone?: () => void }) {
  const { count, importIds, onDone } = props
  const refresh = useRefresh()
  const router = useRouter()
  const imports = formatCountOf(count, 'unrecognised import')
  return (
    <FormDialog
      trigger={<Button>Discard {formatCount(count)} unrecognised</Button>}
      title={`Discard ${imports}?`}
      description="Nothing in them was recognised, so nothing of them is in the record. They disappear from the list; the audit log keeps their names."
      confirmLabel={`Discard ${imports}`}
      danger
      action={discardAction}
      input={() => ({ importIds })}
      onDone={() => {
        onDone?.()
        router.refresh()
        void refresh()
      }}
    />
  )
}

function State({ view }: { view: ImportView }) {
  const { word, tone } = statusWord(view)
  return (
    <span className="grid gap-1.5">
      <span className="flex items-center gap-1.5">
        <Badge tone={tone}>{word}</Badge>
        <span className="text-xs text-ink-soft tabular-nums">{progressWords(view)}</span>
      </span>
      {isMoving(view) && <ProgressBar done={progressOf(view)} label={`${view.fileName}: ${word}`} />}
    </span>
  )
}

function NoImports({ canCreate }: { canCreate: boolean }) {
  return (
    <EmptyState kind="noData" title="Nothing imported yet">
      {canCreate
        ? 'Run "cscript slmgr.vbs /dlv > NAME.txt" on a machine and drop the file here, or export the Key Management Service log of a KMS host.'
        : 'A licensing admin imports files. You will see each of them here.'}
    </EmptyState>
  )
}

/** Each of many files is read or recorded before the answer comes. */
const MANY_MS = 300_000

/** Imports all of these that are ready. */
function RecordAll({ ready }: { ready: readonly ImportView[] }) {
  const refresh = useRefresh()
  const { send, busy } = useSend(recordAllAction, {
    failed: 'Not everything was imported',
    patienceMs: MANY_MS,
  })
  const observations = ready.reduce((sum, view) => sum + view.observations, 0)
  const record = async () => {
    await send(ready.map(({ id }) => id))
    await refresh()
  }
  return (
    <Button look="primary" onClick={record} disabled={busy}>
      Import {formatCountOf(observations, 'observation')} of {formatCountOf(ready.length, 'file')}
    </Button>
  )
}

const EXAMPLES = 3

/** Answers "which machine?" for many texts at once, when the files are named after their machines. */
function NameByFile({ waiting }: { waiting: readonly ImportView[] }) {
  const refresh = useRefresh()
  const named = waiting.flatMap(({ id, fileName }) => {
    const hostName = machineNameOfFile(fileName)
    return hostName ? [{ importId: id, hostName }] : []
  })
  if (named.length === 0) return null
  const machines = formatCountOf(named.length, 'machine')
  return (
    <FormDialog
      trigger={<Button>Name {machines} by file</Button>}
      title={`Name ${machines} after the files?`}
      confirmLabel={`Name ${machines}`}
      action={nameByFileAction}
      patienceMs={MANY_MS}
      input={() => named}
      onDone={() => void refresh()}
    >
      <p className="text-ink-soft">
        These texts do not name their machines. The first would be{' '}
        {named.slice(0, EXAMPLES).map(({ importId, hostName }, index) => (
          <span key={importId}>
            {index > 0 && ', '}
            <span className="font-mono">{hostName}</span>
          </span>
        ))}
        . Nothing is recorded yet; each name can be changed on the page of its import.
      </p>
    </FormDialog>
  )
}
