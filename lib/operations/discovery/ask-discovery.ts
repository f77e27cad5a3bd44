import { z } from 'zod'
import { openCheck } from '@/lib/data/discovery/check-store'
import { enqueueDiscovery } from '@/lib/jobs/queue'
import { followed } from '../followed'
import { operation } from '../operation'
import { sayDiscoveryRefusal } from './discovery-refusal'

/** Opens a check of all zones; checkNow hands it to the worker. */
export const askDiscovery = operation(
  'discovery.probe',
  z.object({}),
  async ({ tx, actor, now, audit }) => {
    const check = await openCheck(tx, { askedBy: actor.name, origin: 'person' }, now)
    if (typeof check === 'string') return { ok: false as const, refusal: { kind: check } }
    const { id, zones } = check
    await audit({ action: 'discovery.check', subjectType: 'dnsCheck', subjectId: id, after: { zones } })
    return { ok: true as const, checkId: id, zones }
  },
  { refusals: sayDiscoveryRefusal },
)

/** Checks all zones now, as someone asked: returns at once, the worker does the asking. */
export const checkNow = followed(askDiscovery, async (done) => {
  await enqueueDiscovery({ checkId: done.checkId })
  return done
})
