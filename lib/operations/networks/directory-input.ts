import { z } from 'zod'
import { dnsName } from './network-input'

/** What may be entered about a directory. */

export const SECURITIES = ['ldaps', 'startTls', 'plain'] as const
export type DirectorySecurity = (typeof SECURITIES)[number]

/** 'DC=corp,DC=example', or with what stands before it */
const distinguishedName = z
  .string()
  .trim()
  .max(1000)
  .refine(
    (text) => /^[^=,]+=[^=]+(,[^=,]+=.+)*$/.test(text),
    'Enter a distinguished name, such as DC=corp,DC=example.',
  )

/** A distinguished name, or what Active Directory accepts as well: reader@corp.example, CORP\reader. */
const bindName = z
  .string()
  .trim()
  .min(1, 'Enter the account to read with.')
  .max(1000)
  .refine(
    (text) => text.includes('=') || text.includes('@') || text.includes('\\'),
    'Enter CN=Reader,CN=Users,DC=corp,DC=example, or reader@corp.example, or CORP\\reader.',
  )

/** PEM of an own certificate authority, or nothing. */
export const certificate = z
  .string()
  .trim()
  .max(100_000, 'This is too long for a certificate.')
  .refine(
    (text) => text === '' || /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(text),
    'Paste the certificate of the authority as PEM text, starting with -----BEGIN CERTIFICATE-----.',
  )
  .nullish()
  .transform((text) => text || null)

const server = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(
    z.union([z.ipv4(), z.ipv6(), dnsName], { error: 'Enter the name or the address of a directory server.' }),
  )

const PORT = 'Enter a port between 1 and 65535.'

const fields = z.object({
  server,
  port: z.coerce.number(PORT).int(PORT).min(1, PORT).max(65_535, PORT),
  security: z.enum(SECURITIES),
  /** ticked by a person: the password crosses the network in the clear */
  acceptsPlain: z.boolean().default(false),
  baseDn: distinguishedName,
  bindDn: bindName,
  caCertificate: certificate,
})

const refused = {
  path: ['acceptsPlain'],
  error:
    'Without TLS the password crosses the network in the clear. Tick that you accept it, or choose LDAPS or StartTLS.',
}

const isAccepted = ({ security, acceptsPlain }: { security: string; acceptsPlain: boolean }) =>
  security !== 'plain' || acceptsPlain

const password = z.string().max(256, 'At most 256 characters.')

export const newDirectory = fields
  .extend({ password: password.min(1, 'Enter the password of the account.') })
  .refine(isAccepted, refused)

/** An empty password keeps the one that is there. */
export const changedDirectory = fields
  .extend({ sourceId: z.uuid(), password: password.default('') })
  .refine(isAccepted, refused)

export const aDirectory = z.object({ sourceId: z.uuid() })
