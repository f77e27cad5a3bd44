import { CircleCheck, CircleDashed, CircleX, type LucideIcon, Moon, TriangleAlert } from 'lucide-react'
import { classes } from '../ui/classes'
import type { HostStanding } from './host-words'

const MARK: Readonly<Record<HostStanding, { icon: LucideIcon; colour: string }>> = {
  serves: { icon: CircleCheck, colour: 'text-ok' },
  below: { icon: TriangleAlert, colour: 'text-warn' },
  quiet: { icon: Moon, colour: 'text-watch' },
  notLicensed: { icon: CircleX, colour: 'text-bad' },
  unheard: { icon: CircleDashed, colour: 'text-silent' },
}

/** The shape for how a host stands; its word always stands beside it. */
export function HostMark({ standing, large }: { standing: HostStanding; large?: true }) {
  const { icon: Icon, colour } = MARK[standing]
  return <Icon aria-hidden className={classes('shrink-0', colour, large ? 'size-7' : 'size-4')} />
}
