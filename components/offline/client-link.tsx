import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'

/** A machine's name, leading to its page. */
export function ClientLink({ name }: { name: string }) {
  return (
    <Link href={paths.client(name)} className="link text-ink">
      {name}
    </Link>
  )
}
