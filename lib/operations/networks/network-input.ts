import { z } from 'zod'
import { holdsProductKey } from '@/lib/activation/product/product-key'

/** What may be entered about networks. */

export const UNIT_KINDS = ['forest', 'domain', 'workgroup'] as const
export const TRUSTS = ['own', 'trusted', 'untrusted'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]
export type Trust = (typeof TRUSTS)[number]

/** Letters, digits, hyphens and underscores: what DNS servers and Windows take in practice. */
const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u

/** A DNS name, lower-cased and without the dot at the end: 'corp.example'. */
export const dnsName = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/\.$/, ''))
  .refine((text) => text !== '', 'Enter a name, such as corp.example.')
  .refine((text) => text.length <= 253, 'A DNS name has at most 253 characters.')
  .refine(
    (text) => text === '' || text.split('.').every((label) => LABEL.test(label)),
    'This is not a DNS name: labels of letters, digits and hyphens, joined by dots.',
  )
  .refine((text) => !holdsProductKey(text), 'This is a product key. Keys are added on the Keys page.')

/** What Windows forbids in the name of a workgroup. */
const FORBIDDEN_IN_WORKGROUP = /["/\\[\]:;|=,+*?<>]/

const workgroupName = z
  .string()
  .trim()
  .toLowerCase()
  .refine((text) => text !== '', 'Enter the name of the workgroup.')
  .refine((text) => text.length <= 15, 'A workgroup name has at most 15 characters.')
  .refine(
    (text) => !FORBIDDEN_IN_WORKGROUP.test(text),
    'A workgroup name may not contain " / \\ [ ] : ; | = , + * ? < >.',
  )

/** The rule for a name of this kind. */
export function nameOf(kind: UnitKind) {
  return kind === 'workgroup' ? workgroupName : dnsName
}

const port = /^[1-9]\d{0,4}$/
const isPort = (text: string) => port.test(text) && Number(text) <= 65_535
const isAddress = (text: string) => z.ipv4().safeParse(text).success || z.ipv6().safeParse(text).success

/** '192.0.2.53', '192.0.2.53:5353', '2001:db8::53', '[2001:db8::53]:5353' */
export function isServerAddress(text: string): boolean {
  if (isAddress(text)) return true
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text)
  if (bracketed?.[1] !== undefined) {
    return z.ipv6().safeParse(bracketed[1]).success && (bracketed[2] === undefined || isPort(bracketed[2]))
  }
  const [address, after, more] = text.split(':')
  return more === undefined && after !== undefined && isPort(after) && z.ipv4().safeParse(address).success
}

/** Addresses in one text, parted by commas, semicolons, blanks or lines. */
export const splitServers = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '')

export const MAX_SERVERS = 8

/** The name servers of a zone, as one text or apart; each must be an address, since a name would have to be resolved first. */
export const serverList = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [...new Set(splitServers([given].flat().join(' ').toLowerCase()))])
  .superRefine((servers, context) => {
    const wrong = servers.find((server) => !isServerAddress(server))
    if (wrong !== undefined) {
      const message = `"${wrong.slice(0, 60)}" is not an address. Enter 192.0.2.53 or 192.0.2.53:5353; [2001:db8::53]:5353 for IPv6.`
      context.addIssue({ code: 'custom', message })
    }
    if (servers.length > MAX_SERVERS) {
      context.addIssue({ code: 'custom', message: `At most ${MAX_SERVERS} servers.` })
    }
  })

const NOTE_LENGTH = 1000

/** Words of a person; nothing but blanks counts as none. */
export const note = z
  .string()
  .trim()
  .max(NOTE_LENGTH)
  .nullish()
  .transform((text) => text || null)

export const reason = z
  .string()
  .trim()
  .min(3, 'Give a reason; it is kept in the audit log.')
  .max(500, 'At most 500 characters.')

/** An id, or nothing. */
export const optionalId = z
  .union([z.uuid(), z.literal('')])
  .nullish()
  .transform((text) => text || null)

const unitFields = z.object({
  kind: z.enum(UNIT_KINDS),
  name: z.string(),
  /** the forest of a domain */
  forestId: optionalId,
  /** of a forest */
  trust: z.enum(TRUSTS).nullish(),
  note,
})

/** A forest, domain or workgroup. What does not belong to its kind is left out. */
export const unitInput = unitFields.transform(unitOf)

/** One that is listed already. */
export const changedUnitInput = unitFields
  .extend({ unitId: z.uuid() })
  .transform(({ unitId, ...unit }, context) => ({ unitId, ...unitOf(unit, context) }))

function unitOf(unit: z.output<typeof unitFields>, context: z.RefinementCtx) {
  const name = nameOf(unit.kind).safeParse(unit.name)
  if (!name.success) {
    const message = name.error.issues[0]?.message ?? 'This is not a name.'
    context.addIssue({ code: 'custom', path: ['name'], message })
    return z.NEVER
  }
  return {
    kind: unit.kind,
    name: name.data,
    forestId: unit.kind === 'domain' ? unit.forestId : null,
    trust: unit.kind === 'forest' ? (unit.trust ?? 'own') : null,
    note: unit.note,
  }
}

/** A DNS zone in which clients look for KMS hosts. */
export const zoneInput = z.object({
  name: dnsName,
  unitId: optionalId,
  servers: serverList.default([]),
  isUntrusted: z.boolean().default(false),
  note,
})

const SRV_NUMBER = 'Enter a whole number between 0 and 65535.'
const srvNumber = z.int(SRV_NUMBER).min(0, SRV_NUMBER).max(65_535, SRV_NUMBER).nullable()

/** What is expected of one host in one zone; without an exception every registered host is, with its own numbers. */
export const expectationInput = z.object({
  zoneId: z.uuid(),
  hostId: z.uuid(),
  /** 'rule' takes the exception away */
  expected: z.enum(['rule', 'yes', 'no']),
  priority: srvNumber.default(null),
  weight: srvNumber.default(null),
})
