import { z } from 'zod'
import { loadStartPages } from '@/lib/data/people/own-choices'
import { parseTimeZone } from '@/lib/format/own-choices'
import { operation } from '../operation'
import { sayOwnRefusal } from './own-refusal'

/** null takes a choice back; what is not sent stays as it is. */
const choices = z.object({
  theme: z.enum(['system', 'light', 'dark']).nullable().optional(),
  density: z.enum(['compact', 'roomy']).nullable().optional(),
  dayForm: z.enum(['words', 'iso', 'slashes', 'dots']).nullable().optional(),
  startPage: z.string().max(60).nullable().optional(),
  timeZone: z
    .string()
    .max(60)
    .refine((zone) => parseTimeZone(zone) !== undefined, 'There is no such time zone.')
    .nullable()
    .optional(),
})

/** Keeps how somebody likes the console, for every browser they sign in with. */
export const chooseForSelf = operation(
  'own.change',
  choices,
  async ({ tx, actor }, input) => {
    if (actor.id === null) return { ok: false as const, refusal: { kind: 'noAccount' as const } }
    const { startPage } = input
    if (startPage && !(await loadStartPages(actor)).some(({ value }) => value === startPage)) {
      return { ok: false as const, refusal: { kind: 'noSuchStartPage' as const } }
    }
    await tx.ownChoice.upsert({
      where: { userId: actor.id },
      create: { userId: actor.id, ...input },
      update: input,
      select: { userId: true },
    })
    return { ok: true as const }
  },
  {
    refusals: sayOwnRefusal,
    withoutAudit: 'how the console looks to one person changes nothing for anybody else',
  },
)
