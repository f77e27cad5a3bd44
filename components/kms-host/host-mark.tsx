import {
  Archive,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  Cloud,
  type LucideIcon,
  Moon,
  OctagonAlert,
  TriangleAlert,
} from 'lucide-react'
import type { HostStanding } from '@/lib/activation/kms/standing-sentence'
import { classes } from '../ui/classes'

const MARK: Readonly<Record<HostStanding, { icon: LucideIcon; colour: string }>> = {
  serves: { icon: CircleCheck, colour: 'text-ok' },
  below: { icon: TriangleAlert, colour: 'text-warn' },
  quiet: { icon: Moon, colour: 'text-watch' },
  notLicensed: { icon: CircleX, colour: 'text-bad' },
  unheard: { icon: CircleDashed, colour: 'text-silent' },
  unknown: { icon: CircleHelp, colour: 'text-bad' },
  cloud: { icon: Cloud, colour: 'text-ink-soft' },
  neverSeen: { icon: CircleDashed, colour: 'text-watch' },
  retired: { icon: Archive, colour: 'text-ink-faint' },
  retiredInUse: { icon: OctagonAlert, colour: 'text-bad' },
}

/** The shape for how a host stands; its word always stands beside it. */
export function HostMark({ standing, large }: { standing: HostStanding; large?: true }) {
  const { icon: Icon, colour } = MARK[standing]
  return <Icon aria-hidden className={classes('shrink-0', colour, large ? 'size-7' : 'size-4')} />
}
