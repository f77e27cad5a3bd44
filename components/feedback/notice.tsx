import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from '../ui/classes'

const LOOK = {
  info: { box: 'bg-accent-soft', icon: Info, mark: 'text-accent' },
  ok: { box: 'bg-ok-soft', icon: Info, mark: 'text-ok' },
  watch: { box: 'bg-watch-soft', icon: TriangleAlert, mark: 'text-watch' },
  bad: { box: 'bg-bad-soft', icon: CircleAlert, mark: 'text-bad' },
} as const

/** In line with the first words; on a narrow screen beneath all of them. */
const ACTIONS = 'flex items-center gap-2 shrink-0 max-sm:pl-7 sm:h-5 sm:-mr-1'

interface NoticeProps {
  tone?: keyof typeof LOOK
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
}

/** Words that belong to the page and stay: what, why, what now. */
export function Notice({ tone = 'info', title, children, actions }: NoticeProps) {
  const { box, icon: Icon, mark } = LOOK[tone]
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'note'}
      className={classes(
        'flex flex-wrap sm:flex-nowrap items-start gap-x-3 gap-y-2 rounded-md border px-3 py-2.5',
        box,
      )}
    >
      <Icon aria-hidden className={classes('size-4 shrink-0 mt-0.5', mark)} />
      <div className="grid gap-0.5 min-w-0 flex-1 basis-[calc(100%-3rem)] sm:basis-0">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-ink max-w-[72ch]">{children}</div>}
      </div>
      {actions && <div className={ACTIONS}>{actions}</div>}
    </div>
  )
}
