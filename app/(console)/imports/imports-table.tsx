'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { ProgressBar } from '@/components/feedback/progress-bar'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatBytes } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { type ImportsPageData, isMoving, isRecordable, waitsForHostName } from './import-view'
import { countWords, progressOf, progressWords, statusWord } from './import-words'
import { NameByFile } from './name-by-file'
import { RecordAll } from './record-all'

interface ImportsTableProps {
  data: ImportsPageData
  before: string | undefined
  canCreate: boolean
  canRecord: boolean
}

export function ImportsTable({ data, before, canCreate, canRecord }: ImportsTableProps) {
  const { imports, next } = data
  const ready = imports.filter(isRecordable)
  const waiting = imports.filter(waitsForHostName)
  if (imports.length === 0 && !before) return <NoImports canCreate={canCreate} />
  return (
    <Section
      id="imports"
      title="What has come in"
      actions={
        <>
          {canCreate && waiting.length > 1 && <NameByFile waiting={waiting} />}
          {canRecord && ready.length > 0 && <RecordAll ready={ready} />}
        </>
      }
    >
      <Table label="Imports">
        <TableHead>
          <tr>
            <HeaderCell>File</HeaderCell>
            <HeaderCell>State</HeaderCell>
            <HeaderCell>Found</HeaderCell>
            <HeaderCell>Format</HeaderCell>
            <HeaderCell numeric>Size</HeaderCell>
            <HeaderCell>By</HeaderCell>
            <HeaderCell>When</HeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {imports.map((view) => (
            <ImportRow key={view.id} view={view} />
          ))}
        </TableBody>
      </Table>
      <nav aria-label="Pages" className="flex gap-2">
        {before && <LinkButton href={paths.imports()}>Newest</LinkButton>}
        {next && (
          <LinkButton href={paths.imports({ before: next })} rel="next">
            Older
          </LinkButton>
        )}
      </nav>
    </Section>
  )
}

function ImportRow({ view }: { view: ImportView }) {
  const { word, tone } = statusWord(view)
  return (
    <TableRow>
      <Cell className="max-w-80">
        <Link href={paths.import(view.id)} className="block truncate font-mono font-medium hover:underline">
          {view.fileName}
        </Link>
        {view.hostName && <span className="block truncate text-ink-soft">for {view.hostName}</span>}
      </Cell>
      <Cell>
        <span className="grid gap-1.5 w-32">
          <span className="flex items-center gap-1.5">
            <Badge tone={tone}>{word}</Badge>
            <span className="text-xs text-ink-soft tabular-nums">{progressWords(view)}</span>
          </span>
          {isMoving(view) && <ProgressBar done={progressOf(view)} label={`${view.fileName}: ${word}`} />}
        </span>
      </Cell>
      <Cell className="tabular-nums whitespace-nowrap">{countWords(view)}</Cell>
      <Cell className="whitespace-nowrap">
        {view.formatLabel ?? <span className="text-ink-soft">not known yet</span>}
      </Cell>
      <Cell numeric className="tabular-nums whitespace-nowrap">
        {view.origin === 'sample' ? '' : formatBytes(view.sizeBytes)}
      </Cell>
      <Cell className="whitespace-nowrap">{view.createdBy}</Cell>
      <Cell>
        <Time at={view.createdAt} />
      </Cell>
    </TableRow>
  )
}

function NoImports({ canCreate }: { canCreate: boolean }) {
  return (
    <EmptyState kind="noData" title="Nothing has come in yet">
      {canCreate
        ? 'Run "cscript slmgr.vbs /dlv > NAME.txt" on a machine and drop the file here, or export the Key Management Service log of a KMS host.'
        : 'A licensing admin brings files in. You will see each of them here.'}
    </EmptyState>
  )
}
