import { z } from 'zod'
import type { Route } from '@/lib/activation/notice/route'
import { queueDelivery, wordsOfCard } from '@/lib/data/deliveries/queue-delivery'
import { loadAddresses } from '@/lib/data/notices/due-notices'
import { findRoute, findTestAlert } from '@/lib/data/notices/test-alert'
import { onPrisma } from '@/lib/data/rows'
import { operation } from '../operation'
import { refuse, sayChannelRefusal } from './channel-refusal'
import { cardOfNotices } from './tell'

/**
 * Sends what would really be sent now: the worst open alert that the route takes, through its template, its queue and its channel,
 * to everybody of the route. Where nothing is open, an example says so.
 */
export const sendTest = operation(
  'channel.change',
  z.object({ routeId: z.uuid() }),
  async ({ tx, now, audit, requestId }, { routeId }) => {
    const route = await findRoute(tx, routeId)
    if (!route) return refuse({ kind: 'noSuchRoute' })
    const alert = await findTestAlert(tx, route)
    const card = { ...cardOfNotices(route, [alert], now), isTest: true as const }
    const recipients = [...(await loadAddresses(onPrisma(tx), route.roles, [])), ...route.addresses]
    const queued = await queueDelivery(
      tx,
      {
        ...{ key: `test ${requestId}`, channelId: route.channelId, recipients, routeId },
        ...{ about: { kind: 'test' as const, id: null }, ...wordsOfCard(card) },
      },
      now,
    )
    if (!queued.ok) return refuse({ kind: queued.why })
    await audit({ action: 'channel.test', subjectType: 'route', subjectId: routeId, after: nameOf(route) })
    return { ok: true as const, messageId: queued.messageId }
  },
  { refusals: sayChannelRefusal },
)

const nameOf = ({ name }: Route) => ({ name })
