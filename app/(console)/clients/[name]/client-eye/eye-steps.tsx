import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import type { EyeChoice, EyeStep } from '@/lib/activation/discovery/client-eye'
import { hostWords, percent, stepTitle, stepWords } from '@/lib/activation/discovery/client-eye-sentence'
import { paths } from '@/lib/format/paths'
import type { ClientEyeView } from '@/lib/operations/client-eye/look-as-client'

/** Each step of the search, in its order. */
export function EyeSteps({ view }: { view: ClientEyeView }) {
  const { steps } = view.eye
  if (steps.length === 0) {
    return <p className="px-4 py-3">Nothing is registered on it, and it has no zone to search.</p>
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
  unreachable: { word: 'No way to it', tone: 'bad' },
  noAddress: { word: 'No address', tone: 'bad' },
  notKnown: { word: 'Not known', tone: 'watch' },
  notAsked: { word: 'Not asked', tone: 'neutral' },
} as const

function Door({ choice }: { choice: EyeChoice }) {
  const { word, tone } = DOOR_WORD[choice.at.door.kind]
  return <Badge tone={tone}>{word}</Badge>
}
