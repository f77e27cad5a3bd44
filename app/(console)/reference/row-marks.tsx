import { Badge, type Tone } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ReasonSeverity } from '@/lib/activation/reason/reason-row'
import type { OwnMark } from '@/lib/activation/reference/own-mark'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const SEVERITY: Readonly<Record<ReasonSeverity, { word: string; tone: Tone }>> = {
  ok: { word: 'OK', tone: 'ok' },
  info: { word: 'Information', tone: 'neutral' },
  warn: { word: 'Warning', tone: 'watch' },
  error: { word: 'Error', tone: 'warn' },
  critical: { word: 'Critical', tone: 'bad' },
}

/** How severe a reason code is, in a word. */
export function SeverityMark({ severity }: { severity: ReasonSeverity }) {
  const { word, tone } = SEVERITY[severity]
  return <Badge tone={tone}>{word}</Badge>
}

/** How many clients report a code now, as a link to exactly those: '12 clients', the noun for listeners only in a table. */
export function ClientsWithReason({
  code,
  clients,
  inTable,
}: {
  code: string
  clients: number
  inTable?: true
}) {
  return (
    <Link href={paths.clients({ reason: code })} className={inTable ? undefined : 'link'}>
      {formatCount(clients)}
      <span className={inTable && 'sr-only'}>
        {clients === 1 ? ' client' : ' clients'}
        {inTable && ` with ${code}`}
      </span>
    </Link>
  )
}

interface OwnMarkWordsProps {
  mark: OwnMark
  /** It adds to the published row instead of replacing it. */
  beside?: true
}

/** That an entry is ours, with who, when and where from. */
export function OwnMarkWords({ mark, beside }: OwnMarkWordsProps) {
  return (
    <span className="block min-w-0">
      <Badge tone="accent">Ours</Badge>
      {mark.corrects && !beside && ' replaces the published row'}
      <span className="block">
        {mark.source}, {mark.dated}; {mark.by}, <Time at={mark.at} as="date" inList />
      </span>
      {mark.note && <span className="block">{mark.note}</span>}
    </span>
  )
}
