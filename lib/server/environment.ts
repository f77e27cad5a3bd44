/** What can be set from outside. Checked once at the start; a wrong value is named there, not met later. */
import { z } from 'zod'
import { DEFAULT_PROBE_ALLOW, parseRanges } from './probe-ranges'
import { StartUpError } from './start-up-error'

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' })

const encryptionKey = z
  .base64('must be base64')
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes')

const addressRanges = z.string().transform((text, context) => {
  const { ranges, wrong } = parseRanges(text)
  if (wrong.length > 0) {
    context.issues.push({
      code: 'custom',
      input: text,
      message: `must be address ranges such as 10.0.0.0/8, apart by commas; ${wrong.join(', ')} is none`,
    })
  }
  return ranges
})

const environmentSchema = z.object({
  /** Name or address to serve on. The default serves this machine only. */
  HOST: z.string().default('localhost'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** A database of your own. Without it the console brings its own Postgres. */
  DATABASE_URL: postgresUrl.optional(),
  /** A replica for page reads. */
  DATABASE_READ_URL: postgresUrl.optional(),
  /** Address people use, when a proxy stands before the console. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Signs session cookies; the same on all web processes. Made and kept in the data directory if absent. */
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Encrypts product keys at rest: 32 bytes as base64. Made and kept in the data directory if absent. */
  KEY_ENCRYPTION_KEY: encryptionKey.optional(),
  /** The one before, while it is exchanged: the next start seals everything again with the new one. */
  KEY_ENCRYPTION_KEY_PREVIOUS: encryptionKey.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
  /** Where the console keeps its database and secrets; relative to the folder of the installation. */
  DATA_DIRECTORY: z.string().optional(),
  /** Port of the embedded Postgres, used if it is free. */
  POSTGRES_PORT: z.coerce.number().int().min(1).max(65_535).default(5432),
  /**
   * Ranges that are not public and that DNS, TCP and LDAP may ask, apart by commas. The default is the private ranges;
   * loopback, link-local and multicast are never asked unless they stand here.
   */
  PROBE_ALLOW: addressRanges.prefault(DEFAULT_PROBE_ALLOW),
})

export type Environment = z.infer<typeof environmentSchema>

/** Reads and checks the environment. An empty value counts as not set. Throws StartUpError naming every problem. */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new StartUpError(`The environment is not right: ${problems.join('; ')}.`)
}
