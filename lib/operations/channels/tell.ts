import type { Card } from '@/lib/activation/notice/card'
import {
  cardOfOne,
  cardOfSeveral,
  type MessageFrame,
  type ToldAlert,
} from '@/lib/activation/notice/notice-sentence'
import type { Route } from '@/lib/activation/notice/route'
import { GROUP_AGAIN_MS } from '@/lib/activation/notice/when-told'
import { queueDelivery, wordsOfCard } from '@/lib/data/deliveries/queue-delivery'
import {
  type DueNotice,
  holdNotices,
  loadAddresses,
  loadDueNotices,
  loadLastHour,
  loadToldBefore,
  loadToldLately,
  settleNotices,
  type ToldBefore,
} from '@/lib/data/notices/due-notices'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { onReadPool } from '@/lib/data/rows'
import { paths } from '@/lib/format/paths'
import { consoleAddress } from '@/lib/server/console-address'

const HOUR_MS = 3_600_000

/** Puts on its way what routes have to say now: of a rule together, of an hour together. */
export async function tellDue(routes: readonly Route[], now: Date): Promise<void> {
  const due = await loadDueNotices(now)
  if (due.length === 0) return
  const lately = await loadToldLately(new Date(now.getTime() - GROUP_AGAIN_MS))
  for (const [key, notices] of groupsOf(due)) {
    const route = routes.find(({ id }) => id === notices[0]?.routeId)
    const isDue = notices.some(({ dueAt, isHeld }) => isHeld || dueAt <= now.toISOString())
    if (!route || !isDue || lately.has(key)) continue
    await tellGroup(route, notices, now)
  }
}

/** What waits for an hour is one group of its route; the rest, and what goes to another channel, is told by rule and by what is said. */
function groupsOf(due: readonly DueNotice[]): Map<string, DueNotice[]> {
  return Map.groupBy(due, ({ routeId, rule, notice, isHeld }) =>
    isHeld && notice !== 'escalation' ? `${routeId} held` : `${routeId} ${rule} ${notice}`,
  )
}

async function tellGroup(route: Route, notices: readonly DueNotice[], now: Date): Promise<void> {
  const ids = notices.map(({ noticeId }) => noticeId)
  const { messages, oldest } = await loadLastHour(route.id, now)
  if (messages >= route.perHour && oldest !== null) {
    return holdNotices(ids, new Date(Date.parse(oldest) + HOUR_MS))
  }
  const before = await loadToldBefore(route.id, [...new Set(notices.map(({ alertId }) => alertId))])
  const audiences = await audiencesOf(route, notices, before)
  const card = cardOfNotices(route, notices, now)
  const first = notices.length === 1 ? before.find(({ isAlone }) => isAlone) : undefined
  const words = { ...wordsOfCard(card), ...(first && { subject: first.subject }) }
  await inPrismaTransaction(async (tx) => {
    let told: string | undefined
    let why: 'noChannel' | 'noRecipient' = 'noRecipient'
    for (const { channelId, recipients } of audiences) {
      const queued = await queueDelivery(
        tx,
        {
          key: `notices ${route.id} ${ids[0]} ${channelId}`,
          ...{ channelId, recipients, routeId: route.id, ...words },
          about: { kind: 'alert', id: notices.length === 1 ? String(notices[0]?.alertId) : null },
          thread: before[0]?.messageId ?? null,
        },
        now,
      )
      if (queued.ok) told ??= queued.messageId
      else why = queued.why
    }
    await settleNotices(tx, ids, told === undefined ? { why } : { messageId: told }, now)
  })
}

interface Audience {
  channelId: string | null
  recipients: readonly string[]
}

/** Who hears of it: everybody of the route, and of an end those who heard of the beginning. */
async function audiencesOf(
  route: Route,
  notices: readonly DueNotice[],
  before: readonly ToldBefore[],
): Promise<Audience[]> {
  const rules = [...new Set(notices.map(({ rule }) => rule))]
  if (notices.every(({ notice }) => notice === 'closing')) {
    const channels = Map.groupBy(before, ({ channelId }) => channelId)
    return [...channels].flatMap(([channelId, told]) =>
      channelId === null
        ? []
        : [{ channelId, recipients: [...new Set(told.map(({ recipient }) => recipient))] }],
    )
  }
  if (notices.every(({ notice }) => notice === 'escalation')) {
    return [
      { channelId: route.escalateTo, recipients: await loadAddresses(onReadPool, ['licensingAdmin'], rules) },
    ]
  }
  const recipients = [...(await loadAddresses(onReadPool, route.roles, rules)), ...route.addresses]
  return [{ channelId: route.channelId, recipients }]
}

/** What a route says of these, in one message. */
export function cardOfNotices(route: Route, notices: readonly DueNotice[], now: Date): Card {
  const base = consoleAddress()
  const alerts: ToldAlert[] = notices.map((notice) => ({
    ...notice,
    url: `${base}${paths.alert(notice.alertId)}`,
  }))
  const rules = new Set(notices.map(({ rule }) => rule))
  const [rule] = rules
  // A message of one rule leads to its alerts; those that are over are not in the list by itself.
  const isOver = notices.every(({ notice }) => notice === 'closing')
  const list =
    rule !== undefined && rules.size === 1 && !isOver ? paths.alerts({ kind: rule }) : paths.alerts()
  const isHeldBack = route.timing === 'atOnce' && notices.some(({ isHeld }) => isHeld)
  const frame: MessageFrame = {
    ...(isHeldBack && {
      heldBack: `Held back for quiet hours, or because of more than ${route.perHour} messages an hour.`,
    }),
    listUrl: `${base}${list}`,
    footer: `Sent by the route ${route.name}. ${base}${paths.notifications()} says what goes where.`,
    now: now.getTime(),
  }
  const [only] = alerts
  return only && alerts.length === 1 ? cardOfOne(only, frame) : cardOfSeveral(alerts, frame)
}
