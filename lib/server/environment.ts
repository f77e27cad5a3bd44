/** What can be set from outside. Checked once at the start; a wrong value is named there, not met later. */
import { z } from 'zod'
import { DEFAULT_PROBE_ALLOW, LOOPBACK, parseRanges } from './address-ranges'
import { StartUpError } from './start-up-error'

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

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
      message: `must be address ranges such as 10.0.0.0/8, separated by commas; ${wrong.join(', ')} is not one`,
    })
  }
  return ranges
})

const megabytes = z
  .string()
  .transform(Number)
  .refine((value) => Number.isFinite(value) && value > 0, 'must be a number of megabytes above 0')

function wholeNumber(least: number, most: number, ofWhat = '') {
  return z
    .string()
    .transform(Number)
    .refine(
      (value) => Number.isInteger(value) && value >= least && value <= most,
      `must be a whole number${ofWhat} from ${least} to ${most}`,
    )
}

const environmentSchema = z.object({
  /** Name or address to serve on. The default serves this machine only. */
  HOST: z.string().default('localhost'),
  PORT: wholeNumber(0, 65_535).default(3000),
  /** A database of your own. Without it the console brings its own Postgres. */
  DATABASE_URL: postgresUrl.optional(),
  /** The same past a pooler such as PgBouncer, for what needs a session of its own: migrations, the queue, pg_dump. */
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  /** A replica for page reads. */
  DATABASE_READ_URL: postgresUrl.optional(),
  /** Most connections of each of the pools that serve people, imports and jobs. */
  PEOPLE_CONNECTIONS: wholeNumber(1, 1000, ' of connections').default(10),
  IMPORT_CONNECTIONS: wholeNumber(1, 1000, ' of connections').default(4),
  JOB_CONNECTIONS: wholeNumber(1, 1000, ' of connections').default(4),
  /** Whether this console takes jobs itself, or leaves them to npm run worker. */
  RUN_JOBS: z.enum(['yes', 'no'], 'must be yes or no').default('yes'),
  /** Seconds somebody waits for a connection to the database before they are told to try again. */
  WAIT_SECONDS: wholeNumber(1, 3600, ' of seconds').default(10),
  /** Seconds one statement of a page may take. */
  READ_SECONDS: wholeNumber(1, 3600, ' of seconds').default(30),
  /** Address people use, when a proxy stands before the console. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  /**
   * Ranges of the proxies in front, apart by commas: what they say of a request (X-Forwarded-For, -Proto, -Host) is
   * believed. From everyone else it is not.
   */
  TRUSTED_PROXIES: addressRanges.prefault(''),
  /** Whether browsers are told to reach the other hosts below this console's name over https only, too. */
  HSTS_SUBDOMAINS: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  /** Signs session cookies; the same on all web processes. Made and kept in the data directory if absent. */
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Encrypts product keys at rest: 32 bytes as base64. Made and kept in the data directory if absent. */
  KEY_ENCRYPTION_KEY: encryptionKey.optional(),
  /** The same from a file that holds nothing else, or from what a command prints. */
  KEY_ENCRYPTION_KEY_FILE: z.string().optional(),
  KEY_ENCRYPTION_KEY_COMMAND: z.string().optional(),
  /** Whether that key lies beside the data that it protects. The start sets it. */
  ENCRYPTION_KEY_LIES: z.enum(['outside', 'beside']).optional(),
  /** The one before, while it is exchanged: the next start seals everything again with the new one. */
  KEY_ENCRYPTION_KEY_PREVIOUS: encryptionKey.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('warn'),
  /** Where the console keeps its database and secrets; relative to the folder of the installation. */
  DATA_DIRECTORY: z.string().optional(),
  /** Where the console's own Postgres lies. The start sets it, for whoever asks how much room there is. */
  OWN_DATABASE_DIRECTORY: z.string().optional(),
  /** Port of the embedded Postgres, used if it is free. */
  POSTGRES_PORT: wholeNumber(1, 65_535).default(5432),
  /**
   * Ranges that are not public and that DNS, TCP and LDAP may ask, apart by commas. The default is the private ranges;
   * loopback, link-local and multicast are never asked unless they stand here.
   */
  PROBE_ALLOW: addressRanges.prefault(DEFAULT_PROBE_ALLOW),
  /**
   * Ranges that are not public and that mail servers and webhooks may lie in, apart by commas: private ones by default, never
   * loopback or link-local unless they stand here.
   */
  NOTIFY_ALLOW: addressRanges.prefault(DEFAULT_PROBE_ALLOW),
  /** Ranges that may read /api/metrics, apart by commas. */
  METRICS_ALLOW: addressRanges.prefault(LOOPBACK),
  /** Folder whose files are imported as they arrive, and moved to done or refused in it. */
  WATCH_DIRECTORY: z.string().optional(),
  /** Largest file that may come in through the page. */
  MAX_UPLOAD_MB: megabytes.default(512),
  /** Folder of its own that a backup is written to every night. Without it none is taken but by npm run backup. */
  BACKUP_DIRECTORY: z.string().optional(),
  /** Backups kept there: older ones go when a new one is whole. */
  BACKUPS_KEPT: wholeNumber(1, 1000, ' of backups').default(7),
  /** File to whose end the newest link of the audit log's chain is written once a day: kept elsewhere, it proves the log. */
  AUDIT_ANCHOR_FILE: z.string().optional(),
  /** The audit log to keep; 0 keeps all of it. */
  AUDIT_RETENTION_MONTHS: z
    .string()
    .transform(Number)
    .refine(
      (months) => Number.isInteger(months) && (months === 0 || (months >= 12 && months <= 1200)),
      'must be 0 or a whole number of months from 12 to 1200',
    )
    .default(0),
  /** Whether there are the bare pages that `npm run bench -- page` measures pages beside. */
  BARE_PAGES: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  /** Event history to keep; 0 keeps everything. By default a validity of 180 days fits twice. */
  EVENT_RETENTION_MONTHS: wholeNumber(0, 1200, ' of months').default(13),
})

export type Environment = z.infer<typeof environmentSchema>

type Source = Record<string, string | undefined>

/** Reads and checks the environment. An empty value counts as not set. Throws StartUpError naming every problem. */
export function readEnvironment(source: Source = process.env): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (parsed.success) return parsed.data
  return refuse(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
}

/**
 * One setting as it stands now, for code that runs after the start: start-up itself sets DATABASE_URL and the secrets of
 * this process. Throws StartUpError when its value is wrong.
 */
export function setting<Name extends keyof Environment>(name: Name): Environment[Name] {
  const parsed = environmentSchema.shape[name].safeParse(process.env[name] || undefined)
  if (parsed.success) return parsed.data as Environment[Name]
  return refuse(parsed.error.issues.map((issue) => `${name} ${issue.message}`))
}

function refuse(problems: string[]): never {
  throw new StartUpError(`The environment is not valid: ${problems.join('; ')}.`)
}
