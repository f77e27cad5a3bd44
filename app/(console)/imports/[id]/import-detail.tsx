'use client'

import { useQuery } from '@tanstack/react-query'
import { Notice } from '@/components/feedback/notice'
import { ProgressBar } from '@/components/feedback/progress-bar'
import { PageHeader } from '@/components/layout/page-header'
import { Badge } from '@/components/ui/badge'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { isMoving, waitsForHostName } from '../import-view'
import { importSentence, progressOf, progressWords, statusWord } from '../import-words'
import { DescribeForm } from './describe-form'
import { ImportActions } from './import-actions'
import { ImportCounts } from './import-counts'
import { ImportFacts } from './import-facts'
import { type Rejection, Rejections } from './rejections'

export interface ImportPageData {
  import: ImportView
  rejections: Rejection[]
}

interface ImportDetailProps {
  initial: ImportPageData
  /** The machine that the file name suggests. */
  suggestion: string | null
  canRecord: boolean
  canCancel: boolean
  /** A line of the file that a fact elsewhere came from. */
  line: number | null
}

/** One import from its arrival to its end; asks again while it moves. */
export function ImportDetail({ initial, suggestion, canRecord, canCancel, line }: ImportDetailProps) {
  const { id } = initial.import
  const { data } = useQuery({
    queryKey: ['import', { id }],
    queryFn: () => fetchImport(id),
    initialData: initial,
    refetchInterval: (query) => (query.state.data && isMoving(query.state.data.import) ? 1_000 : false),
  })
  const view = data.import
  const { word, tone } = statusWord(view)
  return (
    <div className="grid gap-6">
      <PageHeader
        title={<span className="font-mono">{view.fileName}</span>}
        description={
          <span aria-live="polite" className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <Badge tone={tone}>{word}</Badge>
            <span>{importSentence(view)}</span>
          </span>
        }
        actions={<ImportActions view={view} canRecord={canRecord} canCancel={canCancel} />}
      />
      {isMoving(view) && (
        <div className="grid gap-1.5 max-w-[72ch]">
          <ProgressBar done={progressOf(view)} label={word} />
          <p className="text-table text-ink-soft tabular-nums">{progressWords(view)}</p>
        </div>
      )}
      {line !== null && (
        <Notice>The fact you came from stands on line {formatCount(line)} of this file.</Notice>
      )}
      {!waitsForHostName(view) && <ImportCounts view={view} />}
      {view.needsHostName && view.status === 'ready' && canRecord && (
        <DescribeForm key={view.hostName ?? ''} view={view} suggestion={suggestion} />
      )}
      <ImportFacts view={view} suggestion={suggestion} />
      <Rejections view={view} rejections={data.rejections} />
    </div>
  )
}

async function fetchImport(id: string): Promise<ImportPageData> {
  const answer = await fetch(paths.api.import(id))
  if (!answer.ok) throw new Error(`The import could not be loaded (${answer.status}).`)
  return answer.json()
}
