import { z } from 'zod'
import { operation } from '../operation'
import { refuse, sayChannelRefusal } from './channel-refusal'

/** Sends a dead letter again, as often as a new one is tried. The same message: who got it by halves knows it by its id. */
export const sendAgain = operation(
  'channel.change',
  z.object({ deliveryId: z.uuid() }),
  async ({ tx, now, audit }, { deliveryId }) => {
    const found = await tx.delivery.findUnique({
      where: { id: deliveryId },
      select: {
        state: true,
        messageId: true,
        recipient: true,
        channel: { select: { id: true, name: true, offAt: true } },
      },
    })
    if (!found) return refuse({ kind: 'noSuchDelivery' })
    if (found.state !== 'dead') return refuse({ kind: 'notDead' })
    if (!found.channel || found.channel.offAt) return refuse({ kind: 'notSendable' })
    await tx.delivery.update({
      where: { id: deliveryId },
      data: { state: 'waiting', tries: 0, dueAt: now, endedAt: null },
      select: { id: true },
    })
    await tx.channel.update({
      where: { id: found.channel.id },
      data: { restsUntil: null },
      select: { id: true },
    })
    const after = { name: found.recipient || found.channel.name }
    await audit({ action: 'delivery.again', subjectType: 'delivery', subjectId: deliveryId, after })
    return { ok: true as const, messageId: found.messageId }
  },
  { refusals: sayChannelRefusal },
)
