import {
  Activity,
  BadgeCheck,
  Bell,
  BellRing,
  BookOpen,
  Cable,
  ChartNoAxesColumn,
  FileDown,
  Headset,
  KeyRound,
  KeySquare,
  type LucideIcon,
  Map as MapIcon,
  MapPin,
  MonitorCheck,
  Network,
  Radar,
  ScrollText,
  Server,
  Users,
} from 'lucide-react'
import { nameInAddress, paths } from '@/lib/format/paths'
import { isReportNumber, reportFacts } from '@/lib/format/reports'

/** What the person may see: decided on the server, one word per place. */
export type Place =
  | 'overview'
  | 'clients'
  | 'licenses'
  | 'desk'
  | 'kmsHosts'
  | 'keys'
  | 'discovery'
  | 'networks'
  | 'imports'
  | 'sources'
  | 'alerts'
  | 'reports'
  | 'plan'
  | 'reference'
  | 'audit'
  | 'people'
  | 'tokens'
  | 'sites'
  | 'notifications'

export interface NavigationItem {
  place: Place
  label: string
  href: string
  icon: LucideIcon
  /** The key that follows `g`. */
  key: string
}

/** The rail from the top. */
export const MAIN_PLACES: readonly NavigationItem[] = [
  { place: 'overview', label: 'Overview', href: paths.overview(), icon: Activity, key: 'o' },
  { place: 'clients', label: 'Clients', href: paths.clients(), icon: MonitorCheck, key: 'c' },
  { place: 'licenses', label: 'Licenses', href: paths.licenses(), icon: BadgeCheck, key: 'l' },
  { place: 'desk', label: 'Desk', href: paths.desk(), icon: Headset, key: 'd' },
  { place: 'kmsHosts', label: 'KMS hosts', href: paths.kmsHosts(), icon: Server, key: 'k' },
  { place: 'keys', label: 'Keys', href: paths.keys(), icon: KeyRound, key: 'y' },
  { place: 'discovery', label: 'Discovery', href: paths.discovery(), icon: Radar, key: 's' },
  { place: 'networks', label: 'Networks', href: paths.networks(), icon: Network, key: 'n' },
  { place: 'plan', label: 'Plan', href: paths.plan(), icon: MapIcon, key: 'u' },
  { place: 'imports', label: 'Imports', href: paths.imports(), icon: FileDown, key: 'i' },
  { place: 'sources', label: 'Sources', href: paths.sources(), icon: Cable, key: 'f' },
  { place: 'alerts', label: 'Alerts', href: paths.alerts(), icon: Bell, key: 'e' },
  { place: 'reports', label: 'Reports', href: paths.reports(), icon: ChartNoAxesColumn, key: 'm' },
]

/** The foot of the rail. */
export const FOOT_PLACES: readonly NavigationItem[] = [
  { place: 'reference', label: 'Reference', href: paths.reference(), icon: BookOpen, key: 'r' },
  { place: 'audit', label: 'Audit', href: paths.audit(), icon: ScrollText, key: 'a' },
  { place: 'sites', label: 'Sites and owners', href: paths.sites(), icon: MapPin, key: 'w' },
  { place: 'notifications', label: 'Notifications', href: paths.notifications(), icon: BellRing, key: 'b' },
  { place: 'tokens', label: 'API tokens', href: paths.tokens(), icon: KeySquare, key: 't' },
  { place: 'people', label: 'People', href: paths.people(), icon: Users, key: 'p' },
]

/** True for the place a path lies in. */
export function isWithin(href: string, pathname: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
}

export interface Crumb {
  path: string
  label: string
  /** The address has an id where the page has a name: `label` is only what kind of thing it is. */
  isNameless?: true
  /** Absent for the page itself. */
  href?: string
  isName?: true
}

export type PageShape = 'overview' | 'list' | 'detail' | 'form'

/** Of one entry, which its address names. */
const REFERENCE_ENTRY = '/reference/entry'

/** Pages below a place that have a name of their own, by path, with their outline. Add a row with the page. */
const PAGES_BELOW: Readonly<Record<string, { label: string; shape: PageShape }>> = {
  [paths.licensesList()]: { label: 'All licenses', shape: 'list' },
  [paths.sharedCmids()]: { label: 'Shared CMIDs', shape: 'list' },
  [paths.forgotten()]: { label: 'Forgotten machines', shape: 'list' },
  [paths.attempts()]: { label: 'Collection attempts', shape: 'list' },
  [paths.collector()]: { label: 'Collector', shape: 'form' },
  [paths.offline()]: { label: 'Offline activation', shape: 'list' },
  [paths.offlineNew()]: { label: 'New package', shape: 'form' },
  [paths.offlinePhone()]: { label: 'By phone or portal', shape: 'form' },
  [paths.offlineOnline()]: { label: 'Online activation', shape: 'form' },
  [paths.apiReference()]: { label: 'API', shape: 'form' },
  [REFERENCE_ENTRY]: { label: 'Entry', shape: 'form' },
  [paths.discoveryAlias()]: { label: 'Round-robin name', shape: 'form' },
  [paths.directory()]: { label: 'Directories', shape: 'list' },
  [paths.neverHeard()]: { label: 'Never reported', shape: 'list' },
  [paths.providers()]: { label: 'Ways to sign in', shape: 'list' },
  [paths.deliveries()]: { label: 'Deliveries', shape: 'list' },
  [paths.shares()]: { label: 'Shared', shape: 'list' },
  [paths.schedules()]: { label: 'Schedules', shape: 'list' },
  [paths.whatIf()]: { label: 'What if', shape: 'list' },
  [paths.planInputs()]: { label: 'Inputs', shape: 'form' },
  [paths.account()]: { label: 'Your account', shape: 'form' },
  [paths.about()]: { label: 'About', shape: 'form' },
  [paths.views()]: { label: 'Views', shape: 'list' },
  [paths.alertKinds()]: { label: 'Kinds and limits', shape: 'list' },
  [paths.maintenance()]: { label: 'Maintenance', shape: 'list' },
  [paths.clientEye()]: { label: 'Client’s eye', shape: 'form' },
}

/** The pages that stand by themselves below a place, for those who may see it, or below none, for everybody. */
export function pagesBelow(places: readonly Place[]): { label: string; href: string }[] {
  return Object.entries(PAGES_BELOW).flatMap(([href, { label }]) => {
    const place = placeOf(href)
    const isAlone = href !== REFERENCE_ENTRY
    if (!place) return [{ label, href }]
    return isAlone && place && places.includes(place.place)
      ? [{ label: `${place.label}: ${label}`, href }]
      : []
  })
}

/** What the page at a path looks like from afar; undefined outside the console. */
export function shapeOf(pathname: string): PageShape | undefined {
  if (pathname === paths.overview()) return 'overview'
  if (pathname === paths.desk()) return 'form'
  const below = PAGES_BELOW[pathname]
  if (below) return below.shape
  const place = placeOf(pathname)
  if (!place) return undefined
  return pathname === place.href ? 'list' : 'detail'
}

function placeOf(pathname: string): NavigationItem | undefined {
  return [...MAIN_PLACES, ...FOOT_PLACES].find((item) => isWithin(item.href, pathname))
}

/** Where a page stands, from its path: 'Clients / ws-0412.corp.example', 'Keys / Offline activation / 12'. */
export function crumbsOf(pathname: string): Crumb[] {
  const place = placeOf(pathname)
  if (!place) return PAGES_BELOW[pathname] ? [crumbOf(pathname, '')] : []
  if (pathname === place.href) return [{ path: pathname, label: place.label }]
  const segments = place.href === '/' ? [] : pathname.slice(place.href.length + 1).split('/')
  const below = segments.map((segment, position) => {
    const path = [place.href, ...segments.slice(0, position + 1)].join('/')
    const crumb = crumbOf(path, nameInAddress(segment))
    return position === segments.length - 1 || crumb.isName ? crumb : { ...crumb, href: path }
  })
  return [{ path: place.href, label: place.label, href: place.href }, ...below]
}

const KIND_OF_ID: Readonly<Record<string, string>> = { keys: 'Key', plan: 'Answer' }

function crumbOf(path: string, segment: string): Crumb {
  const named = PAGES_BELOW[path]
  if (named) return { path, label: named.label }
  if (path.startsWith('/reports/') && isReportNumber(segment))
    return { path, label: reportFacts(segment).title }
  if (/^\/keys\/offline\/\d+$/.test(path)) return { path, label: `Package ${segment}` }
  if (/^\/keys\/offline\/\d+\/custody$/.test(path)) return { path, label: 'Chain of custody' }
  if (/^\/keys\/offline\/\d+\/\d+$/.test(path)) {
    return { path, label: `Request ${segment}`, isNameless: true }
  }
  if (/^\/keys\/[^/]+\/ledger$/.test(path)) return { path, label: 'Ledger' }
  if (/^\/alerts\/\d+$/.test(path)) return { path, label: `Alert ${segment}` }
  if (/^\/alerts\/\d+\/messages$/.test(path)) return { path, label: 'Who was told' }
  if (/^\/alerts\/kinds\/A\d+$/.test(path)) return { path, label: segment }
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(segment)
  if (!isId) return { path, label: segment, isName: true }
  if (/^\/settings\/people\/[^/]+$/.test(path)) return { path, label: 'Person', isNameless: true }
  if (path.startsWith(paths.providers())) return { path, label: 'Way to sign in', isNameless: true }
  return { path, label: KIND_OF_ID[path.split('/')[1] ?? ''] ?? 'Import', isNameless: true }
}
