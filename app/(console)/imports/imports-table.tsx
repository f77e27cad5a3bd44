'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { ProgressBar } from '@/components/feedback/progress-bar'
import { FormDialog } from '@/components/form/form-dialog'
import { useSend } from '@/components/form/use-send'
import { Badge } from '@/components/ui/badge'
import { Button, LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatBytes, formatCountOf } from '@/lib/format/counts'
import { type ImportsQuery, paths } from '@/lib/format/paths'
import { machineNameOfFile } from '@/lib/operations/imports/suggested-host-name'
import { nameByFileAction, recordAllAction } from './actions'
import {
  countWords,
  isMoving,
  isRecordable,
  isUndoable,
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
    nowrap: true,
    cell: ({ formatLabel }) => formatLabel ?? <span className="text-ink-soft">not known yet</span>,
  },
  {
    id: 'size',
    header: 'Size',
    numeric: true,
    nowrap: true,
    cell: ({ origin, sizeBytes }) => (origin === 'sample' ? '' : formatBytes(sizeBytes)),
  },
  { id: 'by', header: 'By', nowrap: true, cell: ({ createdBy }) => createdBy },
  { id: 'at', header: 'When', nowrap: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
]

const UNDO: Column<ImportView> = {
  id: 'undo',
  header: 'Undo',
  headerHidden: true,
  end: true,
  cell: (view) => isUndoable(view) && <UndoImport view={view} isSmall />,
}

interface ImportsTableProps {
  imports: readonly ImportView[]
  next: string | null
  query: ImportsQuery
  canCreate: boolean
  canRecord: boolean
}

export function ImportsTable({ imports, next, query, canCreate, canRecord }: ImportsTableProps) {
  const ready = imports.filter(isRecordable)
  const waiting = imports.filter(waitsForHostName)
  const { before, source } = query
  if (imports.length === 0 && source) return <NothingOfSource source={source} />
  if (imports.length === 0 && !before) return <NoImports canCreate={canCreate} />
  return (
    <Section
      id="imports"
      title={source ? `Imports of ${source}` : 'Imported files'}
      actions={
        <>
          {canCreate && waiting.length > 1 && <NameByFile waiting={waiting} />}
          {canRecord && ready.length > 0 && <RecordAll ready={ready} />}
        </>
      }
    >
      <DataTable
        label="Imports"
        columns={canRecord ? [...COLUMNS, UNDO] : COLUMNS}
        rows={imports}
        rowId={({ id }) => id}
      />
      <nav aria-label="Pages" className="flex gap-2">
        {source && <LinkButton href={paths.imports()}>All imports</LinkButton>}
        {before && <LinkButton href={paths.imports({ source })}>Newest</LinkButton>}
        {next && (
          <LinkButton href={paths.imports({ source, before: next })} rel="next">
            Older
          </LinkButton>
        )}
      </nav>
    </Section>
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

function NothingOfSource({ source }: { source: string }) {
  return (
    <EmptyState
      kind="noMatch"
      title={`No imports of ${source}`}
      actions={<LinkButton href={paths.imports()}>All imports</LinkButton>}
    />
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

/** Imports every file of this page that is ready. */
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
