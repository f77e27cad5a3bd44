import type { Severity } from '@/lib/activation/alert/alert'
import type { AlertGroup } from '@/lib/activation/alert/alert-group'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { SeverityMark } from '../alerts/severity-mark'
import { Link } from '../ui/link'

interface AttentionListProps {
  groups: readonly AlertGroup[]
  /** when everything was judged last; null: not yet */
  judgedAt: string | null
}

/** What needs someone, the worst first: few alerts of a kind one by one, many as one line that opens their list. */
export function AttentionList({ groups, judgedAt }: AttentionListProps) {
  if (judgedAt === null)
    return <p className="text-ink-soft">Nothing has been judged yet. Look again in a minute.</p>
  if (groups.length === 0) return <p className="text-ink-soft">Nothing. No alert is open.</p>
  return (
    <ul className="divide-y divide-line">
      {groups.flatMap(({ rule, title, severity, count, alerts }) =>
        alerts.length > 0
          ? alerts.map(({ id, ...one }) => (
              <Line
                key={id}
                href={paths.alert(id)}
                severity={one.severity}
                text={one.text}
                detail={one.detail}
              />
            ))
          : [
              <Line
                key={rule}
                href={paths.alerts({ state: 'open', severity: 'critical,error,warn', kind: rule })}
                severity={severity}
                text={`${title}: ${formatCount(count)}`}
                detail={null}
              />,
            ],
      )}
    </ul>
  )
}

interface LineProps {
  href: string
  severity: Severity
  text: string
  detail: string | null
}

function Line({ href, severity, text, detail }: LineProps) {
  return (
    <li className="flex gap-2.5 py-2.5 first:pt-0 last:pb-0">
      <SeverityMark severity={severity} markOnly />
      <div className="min-w-0">
        <Link href={href} className="font-medium link break-words">
          {text}
        </Link>
        {detail && <p className="mt-0.5 text-table text-ink-soft">{detail}</p>}
      </div>
    </li>
  )
}
