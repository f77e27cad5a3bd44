import { z } from 'zod'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import { hostNameOf } from '@/lib/activation/kms/host-list'
import { holdsProductKey } from '@/lib/activation/product/product-key'

/** What an admin says of a KMS host; shared by forms and operations. */

const words = (longest: number) => z.string().trim().max(longest).default('')

const aNumber = (from: number, to: number, what: string) =>
  z.coerce
    .number({ error: `Enter ${what} as a whole number.` })
    .int({ error: `Enter ${what} as a whole number.` })
    .min(from, { error: `${what} must be at least ${from}.` })
    .max(to, { error: `${what} must be at most ${to}.` })

export const hostName = z
  .string()
  .trim()
  .refine((name) => !holdsProductKey(name), {
    error: 'This is a product key. Enter the name of the host; keys are added on the Keys page.',
    abort: true,
  })
  .refine((name) => hostNameOf(name) !== undefined, {
    error: 'Enter the name that clients use to reach the host, such as kms01.corp.example.',
  })
  .transform((name) => hostNameOf(name) ?? name)

const list = z
  .string()
  .max(1000)
  .default('')
  .transform((text) => text.split(/[\s,;]+/).filter(Boolean))

const address = z.union([z.ipv4(), z.ipv6()])
const update = /^KB\d{6,8}$/

export const hostDetails = z.object({
  platform: words(60),
  keyGroup: words(80),
  keyId: z.union([z.literal(''), z.uuid()]).default(''),
  isVirtual: z.enum(['unknown', 'physical', 'virtual']).default('unknown'),
  updatesKnown: z.boolean().default(false),
  updates: list
    .transform((all) => all.map((one) => one.toUpperCase()))
    .refine((all) => all.every((one) => update.test(one)), {
      error: 'Enter updates as KB5003646 KB5005030.',
    }),
  port: aNumber(1, 65_535, 'The port').default(KMS_PORT),
  priority: aNumber(0, 65_535, 'The priority').default(0),
  weight: aNumber(0, 65_535, 'The weight').default(0),
  addresses: list.refine((all) => all.every((one) => address.safeParse(one).success), {
    error: 'Enter addresses as 10.0.0.5 or fd00::5, separated by spaces.',
  }),
  owner: words(200),
  site: words(200),
  note: words(2000),
  spareFor: words(253),
})

export const registerInput = hostDetails.extend({ name: hostName })
export const changeInput = hostDetails.extend({ id: z.uuid() })

export type HostDetails = z.output<typeof hostDetails>
