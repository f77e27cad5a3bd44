import type { Alert } from '@/lib/activation/alert/alert'
import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'

type About = Pick<Alert, 'objectKind' | 'object' | 'objectName'>

const PLACES: Readonly<Partial<Record<Alert['objectKind'], (object: string) => string>>> = {
  kmsHost: paths.kmsHost,
  client: paths.client,
  cmid: () => paths.sharedCmids(),
  key: paths.key,
  zone: (object) => paths.discovery({ cell: object }),
  product: (object) => paths.licensesList({ q: object }),
  source: paths.sources,
  network: () => paths.neverHeard(),
  import: (id) => paths.import(id),
  channel: () => paths.notifications(),
  schedule: () => paths.schedules(),
  token: paths.tokens,
  package: (number) => paths.exchange(Number(number)),
  plan: () => paths.plan(),
  person: () => paths.audit({ action: 'user.emergencyLink' }),
}

/** Where the object of an alert is shown; undefined for what has no page. */
export const objectHref = ({ objectKind, object }: About): string | undefined => PLACES[objectKind]?.(object)

/** What an alert is about, as a link to its page. */
export function AlertObject({ about }: { about: About }) {
  const href = objectHref(about)
  if (href === undefined) return about.objectName
  return (
    <Link href={href} className="link break-words">
      {about.objectName}
    </Link>
  )
}
