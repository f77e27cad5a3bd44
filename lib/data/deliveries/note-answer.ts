import type { Channel, Prisma } from '@/generated/prisma/client'
import { MINUTE_MS } from '@/lib/activation/kms/timers'
import { FAILURES_OF_A_FAILING_CHANNEL, nextTry } from '@/lib/activation/notice/back-off'
import type { Transaction } from '../audit'
import { inPrismaTransaction } from '../prisma'

/** What came of a try, as the ledger keeps it. */
export interface Answered {
  outcome: 'sent' | 'retry' | 'refused' | 'gone'
  code?: number | undefined
  words: string
  afterSeconds?: number | undefined
  /** the channel failed, not this message alone */
  isOfChannel: boolean
  /** the channel is left alone for a while */
  rests: boolean
}

/** How long a channel is left alone after failures in a row. */
const restMs = (failures: number) => (failures < FAILURES_OF_A_FAILING_CHANNEL ? MINUTE_MS : 5 * MINUTE_MS)

/** Writes a try with its answer, and what follows of it for the delivery and its channel. */
export async function noteAnswer(
  delivery: { id: string; channelId: string; tries: number },
  answer: Answered,
  { startedAt, now }: { startedAt: Date; now: Date },
): Promise<void> {
  const { outcome, code = null, words } = answer
  await inPrismaTransaction(async (tx) => {
    const isOn = await noteChannel(tx, delivery.channelId, answer, now)
    const tookMs = Math.max(0, now.getTime() - startedAt.getTime())
    await tx.deliveryAttempt.create({
      data: { deliveryId: delivery.id, at: startedAt, tookMs, outcome, code, words },
      select: { id: true },
    })
    const next = outcome === 'retry' && isOn ? nextTry(delivery.tries, now, answer.afterSeconds) : undefined
    await tx.delivery.update({
      where: { id: delivery.id },
      data:
        next === undefined
          ? { state: outcome === 'sent' ? 'sent' : 'dead', heldUntil: null, endedAt: now }
          : { state: 'waiting', heldUntil: null, dueAt: next },
      select: { id: true },
    })
  })
}

type ChannelNow = Pick<Channel, 'offAt' | 'failures' | 'failingSince'>

/**
 * What a try says of its channel: it works, it failed once more, or its receiver wants nothing more. False when nothing more is sent
 * through it: it is off by now, or was removed.
 */
export async function noteChannel(
  tx: Transaction,
  id: string,
  answer: Answered,
  now: Date,
): Promise<boolean> {
  const { outcome, words: lastProblem, isOfChannel, rests } = answer
  const [channel] = await tx.$queryRaw<ChannelNow[]>`
    SELECT off_at AS "offAt", failures, failing_since AS "failingSince" FROM channel WHERE id = ${id}::uuid FOR UPDATE`
  if (!channel) return false
  const failures = channel.failures + 1
  const note = (data: Prisma.ChannelUpdateInput) =>
    tx.channel.update({ where: { id }, data, select: { id: true } })
  if (outcome === 'sent') {
    await note({ failures: 0, failingSince: null, lastProblem: null, restsUntil: null, lastSentAt: now })
  } else if (isOfChannel) {
    await note({
      ...{ failures, lastProblem, failingSince: channel.failingSince ?? now },
      ...(rests && { restsUntil: new Date(now.getTime() + restMs(failures)) }),
    })
  }
  if (outcome !== 'gone') return channel.offAt === null
  await note({ offAt: now, offWhy: `Its receiver answered ${lastProblem}.`, offByReceiver: true })
  await giveUp(tx, id, ['waiting'], now)
  return false
}

/** What is not sent any more through a channel that was switched off or removed: while the channel is there, each can be sent again by hand. */
export async function giveUp(
  tx: Transaction,
  channelId: string,
  states: ('waiting' | 'sending')[],
  now: Date,
): Promise<number> {
  const { count } = await tx.delivery.updateMany({
    where: { channelId, state: { in: states } },
    data: { state: 'dead', heldUntil: null, endedAt: now },
  })
  return count
}
