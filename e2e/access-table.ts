/** Who reaches which page and which route. A file under app/ without a row here fails `access.spec.ts`. */
import type { RoleName } from './server/prepared'

export type Visitor = RoleName | 'nobody'

export interface PageRow {
  /** Where to go. */
  path: string
  allowed: readonly Visitor[]
  /** What it answers those it lets in; 404 for a name that is not there. */
  status?: 404
}

const ADMIN: readonly Visitor[] = ['licensingAdmin']
const OVERSIGHT: readonly Visitor[] = ['licensingAdmin', 'manager']
const SIGNED_IN: readonly Visitor[] = ['licensingAdmin', 'manager', 'helpdesk']
const DESK: readonly Visitor[] = ['licensingAdmin', 'helpdesk']
const EVERYONE: readonly Visitor[] = ['licensingAdmin', 'manager', 'helpdesk', 'nobody']

const NO_IMPORT = '00000000-0000-4000-8000-000000000000'

/** The file under app/, without the groups in brackets. */
export const PAGES: Readonly<Record<string, PageRow>> = {
  'page.tsx': { path: '/', allowed: SIGNED_IN },
  'sign-in/page.tsx': { path: '/sign-in', allowed: EVERYONE },
  'setup/page.tsx': { path: '/setup?token=wrong', allowed: EVERYONE },
  'second-factor/page.tsx': { path: '/second-factor', allowed: EVERYONE },
  'second-factor/setup/page.tsx': { path: '/second-factor/setup', allowed: EVERYONE },
  'about/page.tsx': { path: '/about', allowed: SIGNED_IN },
  'account/page.tsx': { path: '/account', allowed: SIGNED_IN },
  'signed-in/page.tsx': { path: '/signed-in', allowed: SIGNED_IN },
  'alerts/page.tsx': { path: '/alerts', allowed: SIGNED_IN },
  'alerts/[id]/page.tsx': { path: '/alerts/999999', allowed: SIGNED_IN, status: 404 },
  'alerts/kinds/page.tsx': { path: '/alerts/kinds', allowed: SIGNED_IN },
  'alerts/kinds/[rule]/page.tsx': { path: '/alerts/kinds/A5', allowed: SIGNED_IN },
  'alerts/maintenance/page.tsx': { path: '/alerts/maintenance', allowed: SIGNED_IN },
  'clients/page.tsx': { path: '/clients', allowed: SIGNED_IN },
  'clients/[name]/page.tsx': { path: '/clients/no-such-machine', allowed: SIGNED_IN, status: 404 },
  'clients/shared-cmids/page.tsx': { path: '/clients/shared-cmids', allowed: SIGNED_IN },
  'clients/forgotten/page.tsx': { path: '/clients/forgotten', allowed: SIGNED_IN },
  'clients/attempts/page.tsx': { path: '/clients/attempts', allowed: SIGNED_IN },
  'licenses/page.tsx': { path: '/licenses', allowed: SIGNED_IN },
  'licenses/list/page.tsx': { path: '/licenses/list?family=office&served=no', allowed: SIGNED_IN },
  'kms-hosts/page.tsx': { path: '/kms-hosts', allowed: SIGNED_IN },
  'kms-hosts/[name]/page.tsx': { path: '/kms-hosts/no-such-host', allowed: SIGNED_IN, status: 404 },
  'discovery/page.tsx': { path: '/discovery', allowed: SIGNED_IN },
  'discovery/client-eye/page.tsx': { path: '/discovery/client-eye', allowed: SIGNED_IN },
  'networks/page.tsx': { path: '/networks', allowed: SIGNED_IN },
  'networks/[zone]/page.tsx': { path: '/networks/no.such.zone', allowed: SIGNED_IN, status: 404 },
  'networks/directory/page.tsx': { path: '/networks/directory', allowed: SIGNED_IN },
  'networks/never-heard/page.tsx': { path: '/networks/never-heard', allowed: SIGNED_IN },
  'discovery/alias/page.tsx': { path: '/discovery/alias', allowed: SIGNED_IN },
  'keys/page.tsx': { path: '/keys', allowed: SIGNED_IN },
  'keys/[id]/page.tsx': { path: `/keys/${NO_IMPORT}`, allowed: SIGNED_IN, status: 404 },
  'desk/page.tsx': { path: '/desk', allowed: SIGNED_IN },
  'reference/page.tsx': { path: '/reference', allowed: SIGNED_IN },
  'reference/entry/page.tsx': { path: '/reference/entry?kind=product', allowed: ADMIN },
  'reports/page.tsx': { path: '/reports', allowed: SIGNED_IN },
  'reports/shares/page.tsx': { path: '/reports/shares', allowed: OVERSIGHT },
  'shared/[link]/page.tsx': { path: '/shared/wrong', allowed: EVERYONE, status: 404 },
  'reports/schedules/page.tsx': { path: '/reports/schedules', allowed: OVERSIGHT },
  'reports/[report]/page.tsx': { path: '/reports/R3', allowed: SIGNED_IN },
  'print/[list]/page.tsx': { path: '/print/zones', allowed: OVERSIGHT },
  'plan/page.tsx': { path: '/plan', allowed: OVERSIGHT },
  'plan/what-if/page.tsx': { path: '/plan/what-if', allowed: OVERSIGHT },
  'plan/what-if/[run]/page.tsx': { path: `/plan/what-if/${NO_IMPORT}`, allowed: OVERSIGHT, status: 404 },
  'plan/inputs/page.tsx': { path: '/plan/inputs', allowed: ADMIN },
  'sources/page.tsx': { path: '/sources', allowed: OVERSIGHT },
  'reference/api/page.tsx': { path: '/reference/api', allowed: SIGNED_IN },
  'imports/page.tsx': { path: '/imports', allowed: OVERSIGHT },
  'imports/collector/page.tsx': { path: '/imports/collector?way=forwarding', allowed: OVERSIGHT },
  'imports/[id]/page.tsx': { path: `/imports/${NO_IMPORT}`, allowed: OVERSIGHT, status: 404 },
  'keys/[id]/ledger/page.tsx': { path: `/keys/${NO_IMPORT}/ledger`, allowed: OVERSIGHT, status: 404 },
  'keys/offline/page.tsx': { path: '/keys/offline', allowed: OVERSIGHT },
  'keys/offline/new/page.tsx': { path: '/keys/offline/new', allowed: OVERSIGHT },
  'keys/offline/phone/page.tsx': { path: '/keys/offline/phone', allowed: OVERSIGHT },
  'keys/offline/online/page.tsx': { path: '/keys/offline/online', allowed: OVERSIGHT },
  'keys/offline/[number]/page.tsx': { path: '/keys/offline/999999', allowed: OVERSIGHT, status: 404 },
  'keys/offline/[number]/custody/page.tsx': {
    path: '/keys/offline/999999/custody',
    allowed: OVERSIGHT,
    status: 404,
  },
  'keys/offline/[number]/[row]/page.tsx': {
    path: '/keys/offline/999999/1',
    allowed: OVERSIGHT,
    status: 404,
  },
  'audit/page.tsx': { path: '/audit', allowed: OVERSIGHT },
  '[...unknown]/page.tsx': { path: '/no-such-page', allowed: EVERYONE, status: 404 },
  'bare-page/[page]/page.tsx': { path: '/bare-page/clients', allowed: EVERYONE, status: 404 },
  'settings/sites/page.tsx': { path: '/settings/sites', allowed: ADMIN },
  'settings/notifications/page.tsx': { path: '/settings/notifications', allowed: OVERSIGHT },
  'settings/notifications/deliveries/page.tsx': {
    path: '/settings/notifications/deliveries',
    allowed: OVERSIGHT,
  },
  'settings/notifications/deliveries/[id]/page.tsx': {
    path: `/settings/notifications/deliveries/${NO_IMPORT}`,
    allowed: OVERSIGHT,
    status: 404,
  },
  'alerts/[id]/messages/page.tsx': { path: '/alerts/999999999/messages', allowed: SIGNED_IN, status: 404 },
  'settings/tokens/page.tsx': { path: '/settings/tokens', allowed: ADMIN },
  'settings/views/page.tsx': { path: '/settings/views', allowed: SIGNED_IN },
  'settings/people/sign-in/page.tsx': { path: '/settings/people/sign-in', allowed: ADMIN },
  'settings/people/sign-in/[id]/page.tsx': {
    path: `/settings/people/sign-in/${NO_IMPORT}`,
    allowed: ADMIN,
    status: 404,
  },
  'settings/people/page.tsx': { path: '/settings/people', allowed: ADMIN },
  'settings/people/[id]/page.tsx': { path: '/settings/people/nobody', allowed: ADMIN, status: 404 },
}

export interface RouteRow {
  path: string
  allowed: readonly Visitor[]
  /** What it answers those it lets in. */
  status: number
  body?: string
}

/** The file under app/ and each method it exports. */
/** The API for programs knows no sessions: without a token it answers everybody alike (app/api/v1/api.db.test.ts). */
const API = Object.fromEntries(
  [
    'POST observations',
    'POST files',
    'GET imports/[id]',
    'GET clients',
    'GET clients/[name]',
    'GET licenses',
    'GET kms-hosts',
    'GET keys',
    'GET mak-ledger',
    'GET discovery',
    'GET alerts',
    'POST desk',
  ].map((route) => {
    const [method, path = ''] = route.split(' ')
    const row = { path: `/api/v1/${path.replace(/\[\w+\]/, 'x')}`, allowed: EVERYONE, status: 401 }
    return [`${method} api/v1/${path}/route.ts`, row]
  }),
)

export const ROUTES: Readonly<Record<string, RouteRow>> = {
  'GET api/auth/[...all]/route.ts': { path: '/api/auth/get-session', allowed: EVERYONE, status: 200 },
  'POST api/auth/[...all]/route.ts': {
    path: '/api/auth/sign-up/email',
    allowed: EVERYONE,
    status: 404,
    body: '{}',
  },
  'DELETE api/other-site/route.ts': { path: '/api/other-site', allowed: EVERYONE, status: 403, body: '{}' },
  'PATCH api/other-site/route.ts': { path: '/api/other-site', allowed: EVERYONE, status: 403, body: '{}' },
  'POST api/other-site/route.ts': { path: '/api/other-site', allowed: EVERYONE, status: 403, body: '{}' },
  'PUT api/other-site/route.ts': { path: '/api/other-site', allowed: EVERYONE, status: 403, body: '{}' },
  'GET api/v1/[[...unknown]]/route.ts': { path: '/api/v1/nothing', allowed: EVERYONE, status: 404 },
  'GET api/alerts/count/route.ts': { path: '/api/alerts/count', allowed: SIGNED_IN, status: 200 },
  'GET api/alerts/trial/route.ts': {
    path: '/api/alerts/trial?rule=A5',
    allowed: SIGNED_IN,
    status: 200,
  },
  'GET api/health/route.ts': { path: '/api/health', allowed: EVERYONE, status: 200 },
  'GET api/health/live/route.ts': { path: '/api/health/live', allowed: EVERYONE, status: 200 },
  'GET api/health/ready/route.ts': { path: '/api/health/ready', allowed: EVERYONE, status: 200 },
  'GET api/metrics/route.ts': { path: '/api/metrics', allowed: EVERYONE, status: 200 },
  'GET api/feed/[token]/route.ts': { path: '/api/feed/wrong', allowed: EVERYONE, status: 404 },
  // Both lead back to the sign-in page, which says why.
  'GET api/sign-in/start/route.ts': { path: '/api/sign-in/start?provider=x', allowed: EVERYONE, status: 200 },
  'GET api/sign-in/callback/route.ts': { path: '/api/sign-in/callback', allowed: EVERYONE, status: 200 },
  'GET api/overview/route.ts': { path: '/api/overview', allowed: SIGNED_IN, status: 200 },
  'POST api/visit/route.ts': { path: '/api/visit', allowed: SIGNED_IN, status: 204 },
  'GET api/lists/[list]/export/route.ts': {
    path: '/api/lists/zones/export',
    allowed: OVERSIGHT,
    status: 200,
  },
  'GET api/plan/[as]/route.ts': { path: '/api/plan/md', allowed: OVERSIGHT, status: 200 },
  'GET api/what-if/[run]/route.ts': { path: `/api/what-if/${NO_IMPORT}`, allowed: OVERSIGHT, status: 404 },
  'GET api/what-if/[run]/[as]/route.ts': {
    path: `/api/what-if/${NO_IMPORT}/csv`,
    allowed: OVERSIGHT,
    status: 404,
  },
  'GET api/reports/[report]/route.ts': { path: '/api/reports/R3?as=json', allowed: OVERSIGHT, status: 200 },
  'GET api/search/route.ts': { path: '/api/search?q=ws', allowed: SIGNED_IN, status: 200 },
  'POST api/clients/[name]/eye/route.ts': {
    path: '/api/clients/no-such-machine/eye',
    allowed: DESK,
    status: 200,
  },
  'GET api/networks/directories/route.ts': {
    path: '/api/networks/directories',
    allowed: SIGNED_IN,
    status: 200,
  },
  'GET api/reference/export/route.ts': { path: '/api/reference/export', allowed: SIGNED_IN, status: 200 },
  'GET api/reference/relabels/route.ts': { path: '/api/reference/relabels', allowed: SIGNED_IN, status: 200 },
  'GET api/audit/proof/route.ts': { path: '/api/audit/proof', allowed: OVERSIGHT, status: 200 },
  'GET api/networks/export/route.ts': { path: '/api/networks/export', allowed: OVERSIGHT, status: 200 },
  'GET api/networks/never-heard/export/route.ts': {
    path: '/api/networks/never-heard/export',
    allowed: OVERSIGHT,
    status: 200,
  },
  'GET api/discovery/route.ts': { path: '/api/discovery', allowed: SIGNED_IN, status: 200 },
  // The sample's zones are nobody's: there is nothing to ask.
  'POST api/discovery/route.ts': { path: '/api/discovery', allowed: DESK, status: 409 },
  'GET api/discovery/cell/route.ts': {
    path: '/api/discovery/cell?zone=no.such.zone&host=nobody',
    allowed: SIGNED_IN,
    status: 404,
  },
  'GET api/discovery/repairs/route.ts': {
    path: '/api/discovery/repairs?format=bind',
    allowed: SIGNED_IN,
    status: 200,
  },
  'GET api/kms-hosts/route.ts': { path: '/api/kms-hosts?state=inService', allowed: SIGNED_IN, status: 200 },
  'GET api/clients/route.ts': { path: '/api/clients', allowed: SIGNED_IN, status: 200 },
  'GET api/clients/[name]/route.ts': {
    path: '/api/clients/no-such-machine',
    allowed: SIGNED_IN,
    status: 404,
  },
  'GET api/clients/export/route.ts': { path: '/api/clients/export', allowed: OVERSIGHT, status: 200 },
  'GET api/clients/attempts/list/route.ts': {
    path: '/api/clients/attempts/list?which=failed',
    allowed: OVERSIGHT,
    status: 200,
  },
  ...API,
  'GET api/v1/openapi.json/route.ts': { path: '/api/v1/openapi.json', allowed: EVERYONE, status: 200 },
  'GET api/clients/groups/route.ts': {
    path: '/api/clients/groups?group=site',
    allowed: SIGNED_IN,
    status: 200,
  },
  'GET api/licenses/groups/route.ts': {
    path: '/api/licenses/groups?group=host',
    allowed: SIGNED_IN,
    status: 200,
  },
  'GET api/licenses/route.ts': { path: '/api/licenses', allowed: SIGNED_IN, status: 200 },
  'GET api/licenses/export/route.ts': { path: '/api/licenses/export', allowed: OVERSIGHT, status: 200 },
  'GET api/imports/route.ts': { path: '/api/imports', allowed: OVERSIGHT, status: 200 },
  'POST api/imports/route.ts': { path: '/api/imports', allowed: ADMIN, status: 201, body: 'no license data' },
  'GET api/imports/[id]/route.ts': { path: `/api/imports/${NO_IMPORT}`, allowed: OVERSIGHT, status: 404 },
  'GET api/imports/[id]/undo/route.ts': {
    path: `/api/imports/${NO_IMPORT}/undo`,
    allowed: OVERSIGHT,
    status: 404,
  },
  'GET api/imports/[id]/rejections/route.ts': {
    path: `/api/imports/${NO_IMPORT}/rejections`,
    allowed: OVERSIGHT,
    status: 404,
  },
  'GET api/exchange/[number]/file/route.ts': {
    path: '/api/exchange/999999/file?as=csv',
    allowed: OVERSIGHT,
    status: 404,
  },
  'GET api/exchange/[number]/commands/route.ts': {
    path: '/api/exchange/999999/commands?as=ps1',
    allowed: OVERSIGHT,
    status: 404,
  },
  'POST api/exchange/[number]/answers/route.ts': {
    path: '/api/exchange/999999/answers',
    allowed: ADMIN,
    status: 404,
    body: 'IID;CID',
  },
}
