'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { Notice } from '@/components/feedback/notice'
import { ProgressBar } from '@/components/feedback/progress-bar'
import { PageHeader } from '@/components/layout/page-header'
import { Badge } from '@/components/ui/badge'
import { Card, Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ImportChange } from '@/lib/data/imports/import-changes'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatBytes, formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import {
  importSentence,
  isMoving,
  progressOf,
  progressWords,
  statusWord,
  waitsForHostName,
} from '../import-state'
import { Changes } from './changes'
import { DescribeForm, ImportActions } from './import-actions'
import { type Rejection, Rejections } from './rejections'

interface ImportPageData {
  import: ImportView
  rejections: Rejection[]
}

/** Milliseconds until it is asked for again. One that is ready may be imported from the list, or by another person. */
function pauseBeforeAsking(view: ImportView): number | undefined {
  if (isMoving(view)) return 1_000
  return view.status === 'ready' ? 5_000 : undefined
}

interface ImportDetailProps {
  initial: ImportPageData
  /** What it would change, while it waits for a person. */
  changes: ShownList<ImportChange> | undefined
  /** The machine that the file name suggests. */
  suggestion: string | null
  canRecord: boolean
  canCancel: boolean
  /** A line of the file that a fact elsewhere came from. */
  line: number | null
}

/** One import from its arrival to its end; asks again until it has ended. */
export function ImportDetail(props: ImportDetailProps) {
  const { initial, changes, suggestion, canRecord, canCancel, line } = props
  const { id, status } = initial.import
  const router = useRouter()
  const { data } = useQuery({
    queryKey: ['import', { id }],
    queryFn: async () => {
      const fetched = await fetchImport(id)
      // What it would change comes with the page.
      if (fetched.import.status === 'ready' && status !== 'ready') router.refresh()
      return fetched
    },
    initialData: initial,
    refetchInterval: (query) => query.state.data && pauseBeforeAsking(query.state.data.import),
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
        <Notice>
          The fact you came from is {view.format === 'evtx' ? 'record' : 'on line'} {formatCount(line)} of
          this file.
        </Notice>
      )}
      {!waitsForHostName(view) && <ImportCounts view={view} />}
      {isAsked(view) && view.status === 'ready' && canRecord && (
        <DescribeForm
          key={`${view.hostName} ${view.dayOrder} ${view.captures}`}
          view={view}
          suggestion={suggestion}
        />
      )}
      {view.status === 'ready' && !waitsForHostName(view) && changes && <Changes shown={changes} />}
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

/** What is in it and what it changes, as figures. */
function ImportCounts({ view }: { view: ImportView }) {
  if (view.status === 'receiving' || view.status === 'failed') return null
  const latest = view.status === 'done' ? paths.clients({ sort: '-news' }) : undefined
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-md border bg-line">
      <Count name="Observations" of={view.observations} />
      <Count name="New to the record" of={view.fresh} />
      <Count name="Already in the record" of={view.unchanged} />
      <Count name="New clients" of={view.newClients} href={latest} />
      <Count name="Clients with news" of={view.changedClients} href={latest} />
      <Count name="Rejected rows" of={view.rejected} href="#rejected" />
    </dl>
  )
}

/** href: where they are listed, if there are any. */
function Count({ name, of: count, href }: { name: string; of: number; href?: string | undefined }) {
  const figure = formatCount(count)
  return (
    <div className="grid min-w-36 flex-1 gap-0.5 bg-raised px-4 py-3">
      <dt className="text-table text-ink-soft">{name}</dt>
      <dd className="text-title font-semibold tabular-nums">
        {href && count > 0 ? (
          <Link href={href} className="link">
            {figure}
          </Link>
        ) : (
          figure
        )}
      </dd>
    </div>
  )
}

const ORIGIN_WORDS: Readonly<Record<string, string>> = {
  upload: 'on this page',
  paste: 'as pasted text',
  'command line': 'from the command line',
  sample: 'as part of the sample fleet',
}

const DAY_ORDER_WORDS: Readonly<Record<NonNullable<ImportView['dayOrder']>, string>> = {
  dayFirst: 'the day comes first',
  monthFirst: 'the month comes first',
  unknown: 'left out where day and month cannot be told apart',
}

const CAPTURES_WORDS: Readonly<Record<NonNullable<ImportView['captures']>, string>> = {
  oneMachine: 'of one machine, in the order of the text',
  severalMachines: 'of several machines: left out',
}

const isAsked = (view: ImportView) => view.needsHostName || view.needsDayOrder || view.needsCaptures

/** What is known about the file itself. */
function ImportFacts({ view, suggestion }: { view: ImportView; suggestion: string | null }) {
  const wasRead = view.status !== 'receiving' && view.status !== 'reading'
  const rows: [string, ReactNode][] = [
    ['Format', view.formatLabel ?? 'not known yet'],
    ['Encoding', view.encoding],
    ['Size', view.origin !== 'sample' && formatBytes(view.sizeBytes)],
    [
      'Machine',
      view.hostName && (
        <>
          <span className="font-mono">{view.hostName}</span>
          {view.hostName === suggestion && <span className="text-ink-soft"> (from the file name)</span>}
          {!view.needsHostName && wasRead && (
            <span className="text-ink-soft"> (not needed: the text names its machines)</span>
          )}
        </>
      ),
    ],
    ['Dates', view.dayOrder && DAY_ORDER_WORDS[view.dayOrder]],
    ['Several states', view.captures && CAPTURES_WORDS[view.captures]],
    ['Taken at', view.observedAt && <Time at={view.observedAt} as="dateTime" />],
    [
      'Imported',
      <>
        <Time at={view.createdAt} /> by {view.createdBy}, {ORIGIN_WORDS[view.origin] ?? view.origin}
      </>,
    ],
    ['Ended', view.finishedAt && <Time at={view.finishedAt} />],
  ]
  return (
    <Section id="file" title="The file">
      <Card>
        <Facts>
          {rows.map(
            ([name, value]) =>
              value && (
                <Fact key={name} name={name}>
                  {value}
                </Fact>
              ),
          )}
        </Facts>
      </Card>
    </Section>
  )
}
