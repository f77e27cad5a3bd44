import { GET as getAlerts } from './alerts/route'
import { GET as getClient } from './clients/[name]/route'
import { GET as getClients } from './clients/route'
import { POST as postDesk } from './desk/route'
import { GET as getDiscovery } from './discovery/route'
import { POST as postFile } from './files/route'
import { GET as getImport } from './imports/[id]/route'
import { GET as getKeys } from './keys/route'
import { GET as getHosts } from './kms-hosts/route'
import { GET as getLicenses } from './licenses/route'
import { GET as getLedger } from './mak-ledger/route'
import { POST as postObservations } from './observations/route'

type Handler = (request: Request, context: never) => Promise<Response>

/** What answers each route of the API, for tests that call it without a server. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  'POST /api/v1/observations': postObservations,
  'POST /api/v1/files': postFile,
  'GET /api/v1/imports/{id}': getImport as Handler,
  'GET /api/v1/clients': getClients,
  'GET /api/v1/clients/{name}': getClient as Handler,
  'GET /api/v1/licenses': getLicenses,
  'GET /api/v1/kms-hosts': getHosts,
  'GET /api/v1/keys': getKeys,
  'GET /api/v1/mak-ledger': getLedger,
  'GET /api/v1/discovery': getDiscovery,
  'GET /api/v1/alerts': getAlerts,
  'POST /api/v1/desk': postDesk,
}
