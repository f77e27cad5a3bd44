import { z } from 'zod'
import { openCheck } from '@/lib/data/discovery/check-store'
import { enqueueDiscovery } from '@/lib/jobs/queue'
import { type Actor, type OperationCall, operation } from '../operation'

export type AskDiscoveryRefusal = { kind: 'alreadyRunning' } | { kind: 'noZones' }

/** Opens a check of all zones; checkNow hands it to the worker. */
export const askDiscovery = operation('discovery.probe', z.object({}), async (context) => {
  const { tx, actor, now, audit } = context
  const check = await openCheck(tx, { askedBy: actor.name, origin: 'person' }, now)
  if (typeof check === 'string') return refuse({ kind: check })
  const { id, zones } = check
  await audit({ action: 'discovery.check', subjectType: 'dnsCheck', subjectId: id, after: { zones } })
  return { ok: true as const, checkId: id, zones }
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
