import type { Observation } from '@/lib/activation/observation'
import { pool } from '@/lib/data/pool'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { settle, withBenchDatabase } from './bench-database'

/**
 * Runs `work` on a large fleet. The database that BENCH_DATABASE_URL names may have been filled by an earlier run: it is
 * used as it is then.
 */
export function withLargeFleet<T>(clients: number, work: (url: string, now: Date) => Promise<T>): Promise<T> {
  return withBenchDatabase(async (url) => {
    const now = new Date()
    const { rows } = await pool().query<{ count: number }>('SELECT count(*)::int AS count FROM client')
    if (rows[0]?.count !== clients) await fillLargeFleet(clients, now)
    return work(url, now)
  })
}

/**
 * A fleet as a large company has it: of ten machines seven renew at one of twenty KMS hosts, over 26 weeks, and three have
 * a MAK; one in 33 is in notification with a reason, one in twenty has Office as well; 2,000 CMIDs were cloned onto three
 * machines each. Beside it the directory's computers, of which one in twenty never reported, a year of the audit log, and as many imports: of ten nine hold the posts
 * of an hour of one of a hundred sources.
 * Figures are for a million machines and shrink with the fleet.
 */
export async function fillLargeFleet(clients: number, now: Date): Promise<void> {
  await addMaks()
  await recordObservations({ observations: observations(clients, now), batchSize: 250_000 }, now)
  await addDirectory(clients, now)
  await addAuditEntries(clients, now)
  await addImports(clients, now)
  await settle()
}

const WEEKS = 26
const WEEK_MS = 7 * 86_400_000
const CLONED = 2_000
const CLONES = 3
const MILLION = 1_000_000

const WINDOWS = [
  '73111121-5638-40f6-bc11-f1d7b0d64300',
  '2de67392-b7a7-462a-b1ca-108dd189f588',
  'e0c42288-980c-4788-a014-c080d2e1926e',
  '3f1afc82-f8ac-4f6c-8005-1d233e606eee',
  '82bbc092-bc50-4e16-8e18-b74fc486aec3',
  '2d5a5a60-3040-48bf-beb0-fcd770c20ce0',
  'e272e3e2-732f-4c65-a8f0-484747d0d947',
  'a80b5abf-76ad-428b-b05d-a47d2dffeebf',
] as const
const OFFICE = 'd450596f-894d-49e0-966a-fd39ed4c4c64'
const MAK_PRODUCTS = ['2ffd8952-423e-4903-b993-72a1aa44cf82', '49cd895b-53b2-4dc4-a5f7-b18aa019ad37'] as const
const REASONS = ['0xC004F074', '0xC004F038', '0xC004F00F', '0xC004F012', '0x8007232B'] as const
const SITES = ['ber', 'dub', 'lis', 'osl', 'mad', 'rom', 'vie', 'zrh'] as const
const GIVEN_UP = 'zrh'
const SUFFIXES = [
  'corp.example',
  'emea.corp.example',
  'amer.corp.example',
  'apac.corp.example',
  'lab.example',
]
const HOSTS = 20
const MAKS = 25
const KEY_LETTERS = 'BCDFGHJKMPQRTVWXY23467899'

/** 'dub-lt-0412345.emea.corp.example' */
export function machineName(machine: number): string {
  return `${shortName(machine)}.${SUFFIXES[machine % SUFFIXES.length]}`
}

/** 'dub-lt-0412345' */
export function shortName(machine: number): string {
  return `${SITES[machine % SITES.length]}-lt-${String(machine).padStart(7, '0')}`
}

/** The last five of one of the fleet's MAKs. */
export function lastFiveOf(mak: number): string {
  return `${KEY_LETTERS[mak % KEY_LETTERS.length]}TQ9B`
}

function* observations(clients: number, now: Date): Generator<{ line: number; observation: Observation }> {
  for (let index = 0; index < clients; index += 1) {
    const machine = (index * 7919) % clients
    const at = new Date(now.getTime() - ageOf(machine, index / clients)).toISOString()
    yield { line: index + 1, observation: windowsOf(machine, clients, at) }
    if (machine % 20 === 5) yield { line: index + 1, observation: renewalOf(machine, clients, at, OFFICE) }
  }
}

/** A site that was given up has only old news, and a host that was set up lately only fresh ones. */
function ageOf(machine: number, share: number): number {
  const age = (1 - share) * WEEKS * WEEK_MS
  if (SITES[machine % SITES.length] === GIVEN_UP) return Math.max(age, WEEKS * WEEK_MS - age)
  return hostOf(machine) === HOSTS ? age / WEEKS : age
}

/** 1 to 20 */
const hostOf = (machine: number) => 1 + (Math.floor(machine / 10) % HOSTS)

function windowsOf(machine: number, clients: number, at: string): Observation {
  if (machine % 10 < 3) return makReadingOf(machine, clients, at)
  if (machine % 33 === 4) return notificationOf(machine, clients, at)
  return renewalOf(machine, clients, at, WINDOWS[Math.floor(machine / 16) % WINDOWS.length] ?? WINDOWS[0])
}

/** Each cloned CMID is on machines that follow one another; Office has one of its own. */
function cmidOf(machine: number, clients: number, tail = 'd1d1d1d1d1d1'): string {
  const isCloned = machine < (CLONED * CLONES * clients) / MILLION
  const number = isCloned ? machine - (machine % CLONES) : machine
  return `${number.toString(16).padStart(8, '0')}-1111-4222-8333-${tail}`
}

function renewalOf(machine: number, clients: number, at: string, activationId: string): Observation {
  const isOffice = activationId === OFFICE
  return {
    kind: 'kmsRequest',
    at,
    host: { name: `kms${String(hostOf(machine)).padStart(2, '0')}.corp.example` },
    client: {
      name: machineName(machine),
      cmid: cmidOf(machine, clients, isOffice ? '0ff1ce0ff1ce' : undefined),
      isVirtual: machine % 3 === 0,
    },
    hresult: machine % 50 === 7 ? '0xC004F038' : '0x00000000',
    minimumCount: isOffice ? 5 : 25,
    status: 'licensed',
    remainingMinutes: 249_120,
    activationId,
    clientTime: at,
  }
}

function makReadingOf(machine: number, clients: number, at: string): Observation {
  return {
    kind: 'license',
    observedAt: at,
    client: { name: machineName(machine), cmid: cmidOf(machine, clients) },
    product: {
      name: 'Windows(R), Enterprise edition',
      description: 'Windows(R) Operating System, VOLUME_MAK channel',
      activationId: MAK_PRODUCTS[Math.floor(machine / 20) % MAK_PRODUCTS.length],
      channel: 'MAK',
      partialKey: lastFiveOf(Math.floor(machine / 30) % MAKS),
    },
    status: 'licensed',
    installationId: String(machine).padStart(63, '0'),
  }
}

function notificationOf(machine: number, clients: number, at: string): Observation {
  return {
    kind: 'license',
    observedAt: at,
    client: { name: machineName(machine), cmid: cmidOf(machine, clients) },
    product: {
      name: 'Windows(R), Enterprise edition',
      description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
      activationId: WINDOWS[0],
      channel: 'KMS client',
      partialKey: '2YT43',
    },
    status: 'notification',
    reason: REASONS[machine % REASONS.length],
  }
}

async function addMaks(): Promise<void> {
  for (let mak = 0; mak < MAKS; mak += 1) {
    await pool().query(
      `INSERT INTO product_key (id, kind, last_five, label, added_at, added_by)
       VALUES (gen_random_uuid(), 'mak', $1, 'Windows 11 Enterprise', now(), 'bench') ON CONFLICT DO NOTHING`,
      [lastFiveOf(mak)],
    )
  }
}

/** Nineteen of twenty computers of the directory are machines of the fleet, known by their full names. */
async function addDirectory(clients: number, now: Date): Promise<void> {
  await pool().query(
    `WITH source AS (
       INSERT INTO directory_source (id, server, port, security, base_dn, bind_dn, sealed_password, created_at, created_by)
       VALUES (gen_random_uuid(), 'dc1.corp.example', 636, 'ldaps', 'DC=corp,DC=example', 'CN=reader', '', $1, 'bench')
       RETURNING id)
     INSERT INTO directory_computer (source_id, name, short_name, operating_system, last_logon_at, is_disabled,
                                     first_read_at, last_read_at)
     SELECT s.id, c.name, split_part(c.name, '.', 1), 'Windows 11 Enterprise', $1::timestamptz - c.id % 400 * interval '1 day',
            c.id % 50 = 0, $1, $1
       FROM source s, (SELECT id, name FROM client
                        UNION ALL
                       SELECT n, 'new-lt-' || lpad(n::text, 7, '0') || '.corp.example' FROM generate_series(1, $2::int) n) c`,
    [now, Math.ceil(clients / 20)],
  )
}

async function addAuditEntries(clients: number, now: Date): Promise<void> {
  await pool().query(
    `INSERT INTO audit_entry (at, actor_name, action, subject_type, subject_id)
     SELECT $1::timestamptz - n * interval '30 seconds', 'Ada Sample', 'client.join', 'client', 'pc-' || n % 50000
       FROM generate_series(1, $2::int) n`,
    [now, clients],
  )
}

/** Imports that one statement adds. */
const AT_ONCE = 50_000

async function addImports(clients: number, now: Date): Promise<void> {
  for (let from = 0; from < clients; from += AT_ONCE) {
    await pool().query(
      `INSERT INTO import (id, created_at, created_by, origin, file_name, size_bytes, format_label, status, observations, source, source_hour, is_listed)
       SELECT gen_random_uuid(), $1::timestamptz - n / 100 * interval '1 hour', 'token of source-' || n % 100, 'api',
              'source-' || n % 100 || ', ' || n / 100, n, 'posts of a source', 'done'::import_status, 20, 'source-' || n % 100,
              date_trunc('hour', $1::timestamptz) - n / 100 * interval '1 hour', n < 100
         FROM generate_series($2::int, $3::int - 1) n WHERE n % 10 > 0
        UNION ALL
       SELECT gen_random_uuid(), $1::timestamptz - n * interval '1 minute', 'Ada Sample', 'upload', 'kms' || n % 40 || '.evtx', n,
              'Key Management Service log', 'done', 20, NULL, NULL, true
         FROM generate_series($2::int, $3::int - 1) n WHERE n % 10 = 0`,
      [now, from, Math.min(from + AT_ONCE, clients)],
    )
  }
}
