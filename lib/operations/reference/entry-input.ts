import { isIP } from 'node:net'
import { z } from 'zod'
import { hostNameOf } from '@/lib/activation/kms/host-list'
import { cleanPartialKey } from '@/lib/activation/product/product-key'
import { normaliseCode } from '@/lib/activation/reason/reason-code'
import { hostUpdateKey } from '@/lib/activation/reference/own-entry'
import { seedValue } from '@/lib/activation/reference/seed-value'
import { ENTRY_VALUES } from '@/lib/data/reference/entry-values'

/** An entry as a form or a file gives it. */

const about = {
  source: z.string().trim().min(1, 'Enter the source.').max(300, 'At most 300 characters.'),
  dated: z
    .string()
    .trim()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Enter year and month, as 2026-03.'),
  /** Shown beside the entry, and the reason in the audit log. */
  note: z.string().trim().max(600, 'At most 600 characters.').optional(),
}

const activationId = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/[{}]/g, ''))
  .pipe(z.guid('Enter the activation ID as 73111121-5638-40f6-bc11-f1d7b0d64300.'))

const lastFive = z.string().transform((text, context) => {
  const clean = cleanPartialKey(text.trim())
  if (clean === undefined) context.addIssue('Enter only the last five characters of the key.')
  return clean ?? ''
})

const code = z.string().transform((text, context) => {
  const clean = normaliseCode(text.trim())
  if (clean === undefined) context.addIssue('Enter the code as 0xC004F038, or as a decimal number.')
  return clean ?? ''
})

const eventNumber = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,4}$/, 'Enter the event number, as 12290.')

const groupId = z
  .string()
  .trim()
  .refine((id) => id === '' || /^own-[a-z0-9-]+$/.test(id) || seedValue('keyGroup', id) !== undefined, {
    message: 'There is no such host key.',
  })

/** As clients name it: the rules compare names in lower case. */
const cloudHostKey = z.string().transform((text, context) => {
  const plain = text.trim().toLowerCase().replace(/\.$/, '')
  if (isIP(plain) !== 0) return plain
  const name = hostNameOf(plain)
  if (name === undefined) context.addIssue('Enter a name or an address, as kms.cloud.example or 10.0.0.5.')
  return name ?? ''
})

export const entryInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('product'), key: activationId, value: ENTRY_VALUES.product, ...about }),
  z.object({ kind: z.literal('key'), key: lastFive, value: ENTRY_VALUES.key, ...about }),
  z.object({ kind: z.literal('code'), key: code, value: ENTRY_VALUES.code, ...about }),
  z.object({ kind: z.literal('event'), key: eventNumber, value: ENTRY_VALUES.event, ...about }),
  /** An empty key: one that the tables do not have, named by its label. */
  z.object({ kind: z.literal('keyGroup'), key: groupId, value: ENTRY_VALUES.keyGroup, ...about }),
  /** The key follows from the value. */
  z.object({
    kind: z.literal('hostUpdate'),
    key: z.string().optional(),
    value: ENTRY_VALUES.hostUpdate,
    ...about,
  }),
  z.object({ kind: z.literal('cloudHost'), key: cloudHostKey, value: ENTRY_VALUES.cloudHost, ...about }),
])

export type Entry = z.output<typeof entryInput>

/** What the entry is about: '0xC004F038', an activation ID, 'Windows Server 2019 > Windows Server 2025'. */
export function keyOf(entry: Entry): string {
  if (entry.kind === 'hostUpdate') return hostUpdateKey(entry.value.host, entry.value.target)
  if (entry.kind !== 'keyGroup' || entry.key !== '') return entry.key
  return `own-${entry.value.label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`
}
