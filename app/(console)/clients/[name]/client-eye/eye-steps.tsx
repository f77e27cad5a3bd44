import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
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

function Choices({ step }: { step: EyeStep & { by: 'dns' } }) {
  return (
    <Table label={`Hosts that ${step.zone} names`}>
      <TableHead>
        <tr>
          <HeaderCell>Host</HeaderCell>
          <HeaderCell numeric>Asked first</HeaderCell>
          <HeaderCell numeric>Priority</HeaderCell>
          <HeaderCell numeric>Weight</HeaderCell>
          <HeaderCell>Answers</HeaderCell>
          <HeaderCell>What is known</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {step.choices.map((choice) => (
          <TableRow key={`${choice.host} ${choice.port}`}>
            <Cell>
              <Link href={paths.kmsHost(choice.host)} className="link font-mono text-ink">
                {choice.host}
              </Link>
              <span className="text-ink-soft">:{choice.port}</span>
            </Cell>
            <Cell numeric>{choice.chance > 0 ? percent(choice.chance) : 'only later'}</Cell>
            <Cell numeric>{choice.priority}</Cell>
            <Cell numeric>{choice.weight}</Cell>
            <Cell>
              <Door choice={choice} />
            </Cell>
            <Cell className="min-w-64 whitespace-normal">{hostWords(choice.at)}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
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
