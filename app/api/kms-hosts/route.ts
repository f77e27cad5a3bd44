import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { HOST_STATES } from '@/lib/activation/kms/host-state'
import { hostWords } from '@/lib/activation/kms/standing-sentence'
import { apiRoute } from '@/lib/auth/api-route'
import { loadHostsList } from '@/lib/data/kms-hosts/hosts-list'

/** Nonsense falls back to the defaults. */
const loadHostsParams = createLoader({
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(HOST_STATES)).withDefault([]),
  after: parseAsString,
  before: parseAsString,
})

/** A page of the KMS hosts with how each stands, in words: ?q=kms&state=unknown,retiredInUse[&after=NEXT] */
export const GET = apiRoute('kmsHost.read', async (actor, request) => {
  const now = new Date()
  const { after, before, ...filter } = loadHostsParams(request)
  const place = { after: after ?? undefined, before: before ?? undefined }
  const list = await loadHostsList(actor, { ...filter, ...place }, now)
  const rows = list.rows.map((host) => {
    const { standing, headline, detail } = hostWords(host, now)
    return { ...host, standing, headline, detail }
  })
  return Response.json({ ...list, rows }, { headers: { 'Cache-Control': 'no-store' } })
})
