import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { OwnMark } from '@/lib/activation/reference/own-mark'

interface OwnMarkWordsProps {
  mark: OwnMark
  /** It adds to the published row instead of standing in its place. */
  beside?: true
}

/** That an entry is ours, with who, when and where from. */
export function OwnMarkWords({ mark, beside }: OwnMarkWordsProps) {
  return (
    <span className="block min-w-0">
      <Badge tone="accent">Ours</Badge>
      {mark.corrects && !beside && ' in place of the published row'}
      <span className="block">
        {mark.source}, {mark.dated}; {mark.by}, <Time at={mark.at} as="date" inList />
      </span>
      {mark.note && <span className="block">{mark.note}</span>}
    </span>
  )
}
