import { z } from 'zod'
import { operation } from '../operation'

type EntitlementRefusal = { kind: 'nothingEntered' }

const sayEntitlementRefusal = (_: EntitlementRefusal) => ({
  field: 'licenses',
  sentence: 'Enter how many licenses were bought.',
})

const entitlement = z.object({
  product: z.string().trim().min(1, 'Choose a product.').max(200),
  /** null: takes away what was entered */
  licenses: z.coerce
    .number()
    .int('Enter a whole number.')
    .min(0, 'Enter 0 or more.')
    .max(100_000_000)
    .nullable(),
  note: z.string().trim().max(200, 'Enter at most 200 characters.').default(''),
})

/** Notes how many licenses of a product were bought; the report of reconciliation sets machines against them. */
export const setEntitlement = operation(
  'ledger.change',
  entitlement,
  async ({ tx, actor, now, audit }, { product, licenses, note }) => {
    const before = await tx.entitlement.findUnique({
      where: { product },
      select: { licenses: true, note: true },
    })
    if (licenses === null) {
      if (!before) return { ok: false as const, refusal: { kind: 'nothingEntered' } }
      await tx.entitlement.delete({ where: { product }, select: { product: true } })
    } else {
      const told = { licenses, note: note || null, changedAt: now, changedBy: actor.name }
      await tx.entitlement.upsert({
        where: { product },
        create: { product, ...told },
        update: told,
        select: { product: true },
      })
    }
    await audit({
      action: 'report.entitle',
      subjectType: 'entitlement',
      subjectId: product,
      before: before ? { name: product, ...before } : undefined,
      after: licenses === null ? undefined : { name: product, licenses, note: note || null },
    })
    return { ok: true as const }
  },
  { refusals: sayEntitlementRefusal },
)
