import type { Alert } from '@/lib/activation/alert/alert'
import { STATE_WORDS } from '@/lib/activation/alert/alert-words'
import { paths } from '@/lib/format/paths'
import { Badge } from '../ui/badge'
import { Link } from '../ui/link'
import { Time } from '../ui/time'
import { SeverityMark } from './severity-mark'

type Shown = Pick<Alert, 'id' | 'severity' | 'state' | 'openedAt'> & { text: string; detail: string | null }

/** Alerts one a line. */
export function AlertLines({ alerts }: { alerts: readonly Shown[] }) {
  return (
    <ul className="divide-y divide-line">
      {alerts.map(({ id, severity, state, openedAt, text, detail }) => (
        <li key={id} className="flex gap-2.5 py-2.5 first:pt-0 last:pb-0">
          <SeverityMark severity={severity} markOnly />
          <div className="min-w-0 grid gap-0.5">
            <p>
              <Link href={paths.alert(id)} className="font-medium link break-words">
                {text}
              </Link>{' '}
              {state !== 'open' && <Badge>{STATE_WORDS[state]}</Badge>}
            </p>
            <p className="text-table text-ink-soft">
              {detail} Since <Time at={openedAt} as="dateTime" />.
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
