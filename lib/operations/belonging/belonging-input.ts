import { z } from 'zod'
import { MOST_TAGS, readBelonging, splitTags } from '@/lib/activation/belonging/belonging'
import { RULE_KINDS } from '@/lib/activation/belonging/belonging-rule'

/** A site, owner or department as typed: empty says nothing, a `-` says that there is none. */
const belonging = z
  .string()
  .max(500)
  .default('')
  .transform((text, context) => {
    if (text.trim() === '') return undefined
    if (text.trim() === '-') return ''
    const read = readBelonging(text)
    if (read.ok) return read.value
    context.addIssue({ code: 'custom', message: `${read.problem}.` })
    return z.NEVER
  })

const tags = z
  .string()
  .max(5_000)
  .default('')
  .transform((text, context) => {
    const found = splitTags(text)
    const problems = found.map(readBelonging).flatMap((read) => (read.ok ? [] : [read.problem]))
    if (found.length > MOST_TAGS) problems.push(`At most ${MOST_TAGS} tags`)
    if (problems[0] === undefined) return found
    context.addIssue({ code: 'custom', message: `${problems[0]}.` })
    return z.NEVER
  })

export const ruleInput = z.object({
  kind: z.enum(RULE_KINDS, 'Choose what the rule looks at.'),
  pattern: z.string().max(500),
  site: belonging,
  owner: belonging,
  department: belonging,
  tags,
})

export const handInput = z.object({
  /** the machines by name; absent: all that `query`, the address of the list of clients, finds */
  names: z.array(z.string().max(255)).min(1, 'Select at least one machine.').max(5_000).optional(),
  query: z.string().max(20_000).default(''),
  site: belonging,
  owner: belonging,
  department: belonging,
  addTags: tags,
  removeTags: tags,
  forget: z.boolean().default(false),
})

/** About 20,000 machines. */
export const BELONGING_LIST_LIMIT = 900_000

export const listInput = z.object({
  text: z
    .string()
    .max(
      BELONGING_LIST_LIMIT,
      'The list is larger than 900 KB. Import it in parts, each with the first line.',
    )
    .refine((text) => text.trim() !== '', 'Paste a list or choose a file.'),
  fileName: z.string().max(255).optional(),
})
