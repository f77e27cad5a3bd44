import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { OwnMark } from '@/lib/activation/reference/own-entry'

/** That an entry is ours, with who, when and where from. */
export function OwnMarkWords({ mark }: { mark: OwnMark }) {
  return (
    <span className="grid gap-0.5 justify-items-start">
      <Badge tone="accent">{mark.corrects ? 'Ours, in place of the published row' : 'Ours'}</Badge>
      <span>
        {mark.source}, {mark.dated}; {mark.by}, <Time at={mark.at} as="date" inList />
      </span>
      {mark.note && <span>{mark.note}</span>}
    </span>
  )
}
