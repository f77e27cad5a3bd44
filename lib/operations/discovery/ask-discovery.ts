import { z } from 'zod'
import { endAbandonedChecks, unfinishedCheck } from '@/lib/data/discovery/check-store'
import { enqueueDiscovery } from '@/lib/jobs/queue'
import { type Actor, type OperationCall, operation } from '../operation'

export type AskDiscoveryRefusal = { kind: 'alreadyRunning' } | { kind: 'noZones' }

/** Opens a check of all zones; checkNow hands it to the worker. */
export const askDiscovery = operation('discovery.probe', z.object({}), async (context) => {
  const { tx, actor, now, audit } = context
  await endAbandonedChecks(tx, now)
  if (await unfinishedCheck(tx)) return refuse({ kind: 'alreadyRunning' })
  const zones = await tx.dnsZone.count({ where: { retiredAt: null, isSample: false } })
  if (zones === 0) return refuse({ kind: 'noZones' })
  const check = await tx.dnsCheck.create({
    data: { createdAt: now, askedBy: actor.name, origin: 'person', status: 'waiting', zones },
    select: { id: true },
  })
  await audit({ action: 'discovery.check', subjectType: 'dnsCheck', subjectId: check.id, after: { zones } })
  return { ok: true as const, checkId: check.id, zones }
})

/** Checks all zones now, as someone asked: returns at once, the worker does the asking. */
export async function checkNow(actor: Actor, call?: OperationCall) {
  const outcome = await askDiscovery.run(actor, {}, call)
  if (outcome.ok) await enqueueDiscovery({ checkId: outcome.checkId })
  return outcome
}

function refuse(refusal: AskDiscoveryRefusal) {
  return { ok: false as const, refusal }
}
