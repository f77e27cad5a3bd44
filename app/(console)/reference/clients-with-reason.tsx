import { Link } from '@/components/ui/link'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

interface ClientsWithReasonProps {
  code: string
  clients: number | undefined
  /** '12 clients' instead of '12' */
  inWords?: true
}

/** How many clients of the fleet give this code now, as a link to exactly those. */
export function ClientsWithReason({ code, clients = 0, inWords }: ClientsWithReasonProps) {
  if (clients === 0)
    return <span className="text-ink-faint">{inWords ? 'none of this fleet at present' : '–'}</span>
  return (
    <Link href={paths.clients({ reason: code })} className="link">
      {inWords ? formatCountOf(clients, 'client') : formatCount(clients)}
      {!inWords && (
        <span className="sr-only">
          {' '}
          {clients === 1 ? 'client has' : 'clients have'} {code}
        </span>
      )}
    </Link>
  )
}
