import { prisma } from '../prisma'

const DAY_MS = 86_400_000
/** As long as events are, so that a year can be looked back on. */
const MESSAGES_KEPT_DAYS = 400
const FILES_KEPT_DAYS = 30

/** Takes messages out of the ledger that are older than anybody asks about, and their files sooner. */
export async function removeOldMessages(now: Date): Promise<void> {
  const before = (days: number) => ({ lt: new Date(now.getTime() - days * DAY_MS) })
  await prisma().messageAttachment.deleteMany({
    where: {
      message: {
        createdAt: before(FILES_KEPT_DAYS),
        deliveries: { none: { state: { in: ['waiting', 'sending'] } } },
      },
    },
  })
  await prisma().message.deleteMany({ where: { createdAt: before(MESSAGES_KEPT_DAYS) } })
  await prisma().notice.deleteMany({ where: { at: before(MESSAGES_KEPT_DAYS) } })
}
