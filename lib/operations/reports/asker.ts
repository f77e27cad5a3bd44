import { type Actor, systemActor, userActor } from '@/lib/auth/actor-kinds'
import type { Transaction } from '@/lib/data/audit'

/** Whoever asked for a report to be sent or shared, as they may see now; undefined once they may not sign in any more. */
export async function askerOf(
  tx: Transaction,
  { createdById, createdBy }: { createdById: string | null; createdBy: string },
): Promise<Actor | undefined> {
  if (createdById === null) return systemActor(createdBy)
  const person = await tx.user.findUnique({
    where: { id: createdById },
    select: { id: true, name: true, role: true, siteIds: true, disabledAt: true },
  })
  return person && !person.disabledAt ? userActor(person) : undefined
}
