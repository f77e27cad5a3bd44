import { z } from 'zod'
import type { EyeMachine } from '@/lib/activation/discovery/client-eye'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import { dnsName } from '../networks/network-input'

/** What a person assumes of a machine instead of what is known: "what if". Empty text: it has none. */

const MOST_SUFFIXES = 8

const host = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text, context) => {
    if (text === '') return null
    const parts = /^(.+?)(?::(\d{1,5}))?$/.exec(text)
    const name = dnsName.safeParse(parts?.[1] ?? '')
    const port = Number(parts?.[2] ?? KMS_PORT)
    if (name.success && port >= 1 && port <= 65_535) return { host: name.data, port }
    context.addIssue({
      code: 'custom',
      message: 'Enter a host such as kms01.corp.example or kms01.corp.example:1688.',
    })
    return z.NEVER
  })

const zone = z.union([z.literal(''), dnsName])

/** Suffixes by commas, blanks or lines; the first is the machine's own. */
const suffixes = z
  .string()
  .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
  .pipe(z.array(dnsName).max(MOST_SUFFIXES, `At most ${MOST_SUFFIXES} suffixes.`))

export const eyeQuery = z.object({
  suffix: suffixes.optional(),
  lookup: zone.optional(),
  registered: host.optional(),
  cached: host.optional(),
  caching: z.enum(['on', 'off']).optional(),
  generation: z.string().trim().max(60).optional(),
  workgroup: z.enum(['yes', 'no']).optional(),
})

export type EyeQuery = z.output<typeof eyeQuery>

/** The machine as assumed: what the query does not name stays as it was observed. */
export function assumedMachine(seen: EyeMachine, query: EyeQuery): EyeMachine {
  const { suffix, lookup, registered, cached, caching, generation, workgroup } = query
  return {
    ...seen,
    ...(suffix && { dnsSuffix: suffix[0], searchList: suffix.slice(1) }),
    ...(lookup !== undefined && { lookupDomain: lookup || undefined }),
    ...(registered !== undefined && { registered: registered ?? undefined }),
    ...(cached !== undefined && { cached: cached ?? undefined }),
    ...(caching && { hostCaching: caching === 'on' }),
    ...(generation !== undefined && { generation: generation || undefined }),
    ...(workgroup && { isWorkgroup: workgroup === 'yes' }),
  }
}
