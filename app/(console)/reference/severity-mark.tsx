import { Badge, type Tone } from '@/components/ui/badge'
import type { ReasonSeverity } from '@/lib/activation/reason/reason-row'

const SEVERITY: Readonly<Record<ReasonSeverity, { word: string; tone: Tone }>> = {
  ok: { word: 'All is well', tone: 'ok' },
  info: { word: 'Remark', tone: 'neutral' },
  warn: { word: 'Warning', tone: 'watch' },
  error: { word: 'Error', tone: 'warn' },
  critical: { word: 'Critical', tone: 'bad' },
}

/** How grave a reason code is, in a word. */
export function SeverityMark({ severity }: { severity: ReasonSeverity }) {
  const { word, tone } = SEVERITY[severity]
  return <Badge tone={tone}>{word}</Badge>
}
