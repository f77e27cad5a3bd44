'use client'

import { useQuery } from '@tanstack/react-query'
import { Radar } from 'lucide-react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import { Badge } from '@/components/ui/badge'
import { Button, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { EyeChoice, EyeStep } from '@/lib/activation/discovery/client-eye'
import { hostWords, percent, stepTitle, stepWords } from '@/lib/activation/discovery/client-eye-sentence'
import { type ClientEyeQuery, paths } from '@/lib/format/paths'
import type { ClientEyeView } from '@/lib/operations/client-eye/look-as-client'

interface ClientEyeLookProps {
  name: string
  /** what is assumed instead of what is known */
  query: ClientEyeQuery
  /** the same look with nothing checked */
  plan: ClientEyeView
  mayAsk: boolean
}

/** The answer first, the steps that lead to it, and what happens next. */
export function ClientEyeLook({ name, query, plan, mayAsk }: ClientEyeLookProps) {
  const asked = useQuery({
    queryKey: ['clientEye', name, query],
    enabled: false,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    queryFn: () => askNow(name, query),
  })
  const view = asked.data ?? plan
  return (
    <div className="grid gap-3 grid-cols-[minmax(0,1fr)]" aria-busy={asked.isFetching}>
      <div role="status">
        <Notice
          tone={view.words.tone}
          title={view.words.headline}
          actions={
            <AskButton
              cannot={mayAsk ? plan.cannotAsk : 'role'}
              isAsking={asked.isFetching}
              onAsk={() => void asked.refetch()}
            />
          }
        >
          {view.words.detail}
          {view.askedAt && (
            <p className="pt-1 text-table text-ink-soft">
              {view.source === 'now' ? 'Checked' : 'From the last check of the zones,'}{' '}
              <Time at={view.askedAt} />, from this server.
            </p>
          )}
        </Notice>
      </div>
      {asked.error && (
        <Notice tone="bad" title="DNS was not checked">
          {asked.error.message}
        </Notice>
      )}
      {view.seen.otherChannel && (
        <Notice>
          This machine is licensed as {view.seen.otherChannel}, not as a KMS client: it asks no KMS host. With
          a KMS client key (GVLK) it would search like this.
        </Notice>
      )}
      {view.unlisted.map((zone) => (
        <Notice
          key={zone}
          tone="watch"
          actions={
            <LinkButton size="small" href={paths.networks({ add: 'zone', name: zone })}>
              Add the zone
            </LinkButton>
          }
        >
          It looks in <span className="font-mono">{zone}</span>, which is not listed among the networks.
        </Notice>
      ))}
      <Card flush>
        <EyeSteps view={view} />
        <ul className="grid gap-1 border-t bg-sunken px-4 py-3 text-table text-ink-soft">
          {view.next.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Card>
    </div>
  )
}

interface AskButtonProps {
  cannot: keyof typeof WHY_NOT | null
  isAsking: boolean
  onAsk: () => void
}

const WHY_NOT = {
  role: 'Only licensing admins and the helpdesk can check DNS and ports.',
  sample: 'Zones and hosts of the sample fleet do not exist. What you see is from its last check.',
  nothingListed: 'None of the zones and hosts it would ask is listed, so none is checked.',
} as const

function AskButton({ cannot, isAsking, onAsk }: AskButtonProps) {
  const reason = cannot ? WHY_NOT[cannot] : undefined
  return (
    <Button icon={Radar} size="small" onClick={onAsk} disabled={isAsking} disabledReason={reason}>
      {isAsking ? 'Checking' : 'Check DNS and ports now'}
    </Button>
  )
}

async function askNow(name: string, query: ClientEyeQuery): Promise<ClientEyeView> {
  const response = await fetch(paths.api.clientEye(name, query), { method: 'POST' })
  if (response.ok) return response.json()
  const body: { error?: { message?: string } } = await response.json().catch(() => ({}))
  throw new Error(body.error?.message ?? 'The console did not answer. Try again.')
}

/** Each step of the search, in its order. */
function EyeSteps({ view }: { view: ClientEyeView }) {
  const { steps } = view.eye
  if (steps.length === 0) {
    return <p className="px-4 py-3">No host is registered on it, and it has no zone to search.</p>
  }
  return (
    <ol aria-label="What it asks, in order" className="divide-y">
      {steps.map((step, at) => (
        <li key={stepTitle(step)} className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 px-4 py-3">
          <span
            aria-hidden
            className="grid place-items-center size-6 rounded-full border bg-sunken text-xs tabular-nums"
          >
            {at + 1}
          </span>
          <div className="grid gap-2 min-w-0">
            <div className="grid gap-0.5">
              <h3 className="font-medium break-words">{stepTitle(step)}</h3>
              <p className="text-ink-soft max-w-[72ch]">{stepWords(step, view.machine)}</p>
            </div>
            {step.by === 'dns' && step.choices.length > 0 && <Choices step={step} />}
          </div>
        </li>
      ))}
    </ol>
  )
}

const CHOICE_COLUMNS: readonly Column<EyeChoice>[] = [
  {
    id: 'host',
    header: 'Host',
    cell: ({ host, port }) => (
      <>
        <Link href={paths.kmsHost(host)} className="font-mono">
          {host}
        </Link>
        <span className="text-ink-soft">:{port}</span>
      </>
    ),
  },
  {
    id: 'chance',
    header: 'Asked first',
    numeric: true,
    cell: ({ chance }) => (chance > 0 ? percent(chance) : 'only later'),
  },
  { id: 'priority', header: 'Priority', numeric: true, cell: ({ priority }) => priority },
  { id: 'weight', header: 'Weight', numeric: true, cell: ({ weight }) => weight },
  { id: 'answers', header: 'Answers', cell: (choice) => <Door choice={choice} /> },
  { id: 'known', header: 'What is known', minWidth: '16rem', cell: ({ at }) => hostWords(at) },
]

function Choices({ step }: { step: EyeStep & { by: 'dns' } }) {
  return (
    <DataTable
      label={`Hosts that ${step.zone} names`}
      columns={CHOICE_COLUMNS}
      rows={step.choices}
      rowId={({ host, port }) => `${host} ${port}`}
    />
  )
}

const DOOR_WORD = {
  open: { word: 'Yes', tone: 'ok' },
  refused: { word: 'No, refused', tone: 'bad' },
  filtered: { word: 'No, silent', tone: 'bad' },
  unreachable: { word: 'No route', tone: 'bad' },
  noAddress: { word: 'No address', tone: 'bad' },
  notKnown: { word: 'Not known', tone: 'watch' },
  notAsked: { word: 'Not checked', tone: 'neutral' },
} as const

function Door({ choice }: { choice: EyeChoice }) {
  const { word, tone } = DOOR_WORD[choice.at.door.kind]
  return <Badge tone={tone}>{word}</Badge>
}
