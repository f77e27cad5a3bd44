import { formatCount } from '@/lib/format/counts'
import { Notice } from './notice'

interface CatchingUpProps {
  /** machines whose recorded state time has passed */
  machines: number
  /** false: at least so many */
  isExact: boolean
}

/** On each page that counts or filters by state: some of it still stands as it was; nothing while all is up to date. */
export function CatchingUp({ machines, isExact }: CatchingUpProps) {
  if (machines === 0) return null
  const count = isExact ? formatCount(machines) : `More than ${formatCount(machines)}`
  return (
    <Notice title={`${count} ${machines === 1 ? 'machine is' : 'machines are'} being brought up to date`}>
      Time has changed their state. Until each is up to date, counts and filters use its earlier state; the
      rows of a list already show the current one.
    </Notice>
  )
}
