/** A small fleet that is played through a year, hour by hour where something happens: real rounds on a real database. */
import type { DnsFindings } from '@/lib/activation/discovery/dns-findings'
import { DAY_MS, KMS_VALIDITY_MINUTES } from '@/lib/activation/kms/timers'
import type { KmsRequestObservation, LicenseObservation, Observation } from '@/lib/activation/observation'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { runAlertRound } from '@/lib/data/alerts/round'
import { catchUp } from '@/lib/data/catch-up'
import { noteUp } from '@/lib/data/console-uptime'
import { finishCheck, openCheck, startCheck } from '@/lib/data/discovery/check-store'
import { pool } from '@/lib/data/pool'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { postObservations } from '../ingest/post-observations'
import { registerHost } from '../kms-hosts/register-host'
import { addZone } from '../networks/zones'
import { createToken } from '../tokens/tokens'

const HOUR_MS = 3_600_000
const WEEK_MINUTES = 7 * 1440

/** A Monday. */
export const START = '2025-12-01T00'
/** '2026-01-13T09': that hour, UTC. */
export const hour = (text: string): number => Date.parse(`${text}:00Z`)

export const ADMIN = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
const ZONE = 'corp.example'
export const fqdn = (name: string) => `${name}.${ZONE}`
const ENTERPRISE = '73111121-5638-40f6-bc11-f1d7b0d64300'
/** Machines of each host, and how far their weekly requests are apart. */
const MACHINES = 40
const GAP_MINUTES = WEEK_MINUTES / MACHINES

/** What happens at which hour, besides the habits of the fleet. */
type Happenings = Readonly<Record<string, (world: World, now: Date) => unknown>>

export interface Incident {
  what: string
  happens: Happenings
  /**
   * By hand: what opens, its worst severity, the hours at which it opens and closes, how, and what befalls it between. Nothing
   * else may open in the whole year, and nothing twice.
   */
  alerts: readonly string[]
}

interface Habits {
  /** pc-101 to pc-140 ask kms01, pc-201 to pc-240 ask kms02 */
  machine: string
  host: string
  minuteOfWeek: number
}

const FLEET: readonly Habits[] = [1, 2].flatMap((host) =>
  Array.from({ length: MACHINES }, (_, place) => ({
    machine: `pc-${100 * host + place + 1}`,
    host: `kms0${host}`,
    minuteOfWeek: (place + 1) * GAP_MINUTES,
  })),
)

/** The world that the console watches. */
export class World {
  /** hosts with a record in DNS, and whether their port is open */
  readonly doors = new Map([
    ['kms01', true],
    ['kms02', true],
  ])
  readonly unpublished = new Set<string>()
  readonly #away: { who: RegExp; from: number; until: number }[] = []
  #isUp = true
  hasBackups = true
  isBranchHeard = true
  #heardUntil = hour(START) - 7 * DAY_MS
  #tokens = new Map<string, string>()

  /** Machines that ask nobody for a while. */
  away(who: RegExp, from: string, until: string): void {
    this.#away.push({ who, from: hour(from), until: hour(until) })
  }

  async begin(now: Date): Promise<void> {
    await noteUp(now)
    await pool().query(
      `INSERT INTO "user" (id, name, email, role, updated_at) VALUES ('ada', 'Ada', 'ada@corp.example', 'licensingAdmin', $1)`,
      [now],
    )
    for (const source of ['collector', 'branch']) {
      const made = await createToken.run(
        systemActor('test'),
        { name: source, scopes: ['observations.write'], expiresInDays: 730 },
        { now },
      )
      this.#tokens.set(source, must(made).id)
    }
    must(await addZone.run(ADMIN, { name: ZONE, unitId: '', note: '' }, { now }))
    for (const host of ['kms01', 'kms02']) {
      must(await registerHost.run(ADMIN, { name: fqdn(host) }, { now }))
      await this.post(now, hostReading(host, now, { currentCount: 40 }))
    }
  }

  /** What the world does by habit at an hour: requests arrive twice a day, DNS is checked, a backup is taken. */
  async habits(now: Date): Promise<void> {
    const isMorning = now.getUTCHours() === 6
    if (!this.#isUp || !(isMorning || now.getUTCHours() === 18)) return
    await this.post(now, ...this.#requestsUntil(now.getTime()))
    if (!isMorning) return
    if (this.isBranchHeard) await this.postFrom('branch', now, branchReading(now))
    await this.check(now)
    await pool().query(
      `INSERT INTO backup (taken_at, path, machine, bytes, problem) VALUES ($1, '/backups', 'console', $2, $3)`,
      this.hasBackups ? [now, 1, null] : [now, null, 'no space left on device'],
    )
  }

  async round(now: Date): Promise<void> {
    if (!this.#isUp) return
    await catchUp(now)
    await runAlertRound(now)
  }

  goDown(): void {
    this.#isUp = false
  }

  async comeUp(now: Date): Promise<void> {
    this.#isUp = true
    await noteUp(now)
  }

  post(now: Date, ...observations: readonly Observation[]): Promise<void> {
    return this.postFrom('collector', now, ...observations)
  }

  async postFrom(source: string, now: Date, ...observations: readonly unknown[]): Promise<void> {
    const token = { id: this.#tokens.get(source) ?? '', name: source, source }
    const answer = await postObservations({ token, body: JSON.stringify(observations) }, now)
    if (answer.kind !== 'answered') throw new Error(`a post was not answered: ${answer.kind}`)
  }

  /** A check of DNS and doors. */
  async check(now: Date): Promise<void> {
    const asked = { askedBy: 'Schedule', origin: 'schedule' } as const
    const check = await inPrismaTransaction((tx) => openCheck(tx, asked, now))
    if (typeof check === 'string') throw new Error(check)
    await startCheck(check.id, 1, now)
    await finishCheck(check.id, this.#findings(now.toISOString()), now)
  }

  #requestsUntil(until: number): KmsRequestObservation[] {
    const from = this.#heardUntil
    this.#heardUntil = until
    const weekStart = from - ((from - hour(START)) % (7 * DAY_MS)) - 7 * DAY_MS
    return FLEET.flatMap(({ machine, host, minuteOfWeek }) => {
      const requests: KmsRequestObservation[] = []
      for (let at = weekStart + minuteOfWeek * 60_000; at <= until; at += 7 * DAY_MS) {
        if (at > from && !this.#isAway(machine, host, at)) requests.push(request(host, machine, new Date(at)))
      }
      return requests
    })
  }

  #isAway(machine: string, host: string, at: number): boolean {
    return this.#away.some(
      ({ who, from, until }) => (who.test(machine) || who.test(host)) && at >= from && at < until,
    )
  }

  #findings(at: string): DnsFindings {
    const hosts = [...this.doors.keys()]
    const address = (host: string) => `10.0.0.${host.slice(-1)}`
    const records = hosts
      .filter((host) => !this.unpublished.has(host))
      .map((host) => ({ host: fqdn(host), port: 1688, priority: 0, weight: 0, ttlSeconds: 3600 }))
    const server = { server: '10.0.0.53', protocol: 'udp', ms: 1 } as const
    return {
      answers: [{ ...server, zone: ZONE, at, aliases: [], kind: 'srv', records }],
      targets: hosts.map((host) => ({
        ...{ host: fqdn(host), at, server: '10.0.0.53', aliases: [], name: fqdn(host) },
        ...{ kind: 'addresses', addresses: [address(host)] },
      })),
      knocks: hosts.map((host) => ({
        ...{ address: address(host), port: 1688, at },
        knock: this.doors.get(host) ? { kind: 'open', ms: 1 } : { kind: 'refused', ms: 1 },
      })),
    }
  }
}

/** Plays from the beginning to `until`: the habits twice a day, what happens at its hours, and a round after each and at `looks`. */
export async function play(happenings: readonly Happenings[], looks: readonly string[], until: string) {
  const world = new World()
  const end = hour(until)
  const habits: number[] = []
  for (let at = hour(START) + 6 * HOUR_MS; at <= end; at += 12 * HOUR_MS) habits.push(at)
  const happens = happenings.flatMap((one) => Object.entries(one).map(([at, run]) => ({ at: hour(at), run })))
  const times = new Set([...habits, ...happens.map(({ at }) => at), ...looks.map(hour)])
  await world.begin(new Date(hour(START)))
  for (const time of [...times].sort((one, other) => one - other)) {
    if (time > end) break
    const now = new Date(time)
    await world.habits(now)
    for (const { at, run } of happens) if (at === time) await run(world, now)
    await world.round(now)
  }
}

/** The outcome of an operation that must not refuse. */
export function must<Outcome extends { ok: boolean }>(outcome: Outcome): Extract<Outcome, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome as Extract<Outcome, { ok: true }>
}

/** A machine's request to a host. */
export function request(
  host: string,
  machine: string,
  at: Date,
  more: Partial<KmsRequestObservation> & { cmid?: string } = {},
): KmsRequestObservation {
  const { cmid = cmidOf(machine), ...others } = more
  return {
    ...{ kind: 'kmsRequest', at: at.toISOString(), host: { name: fqdn(host) } },
    client: { name: fqdn(machine), cmid, isVirtual: false },
    ...{ hresult: '0x00000000', minimumCount: 25, status: 'licensed', activationId: ENTERPRISE },
    ...{ remainingMinutes: KMS_VALIDITY_MINUTES, clientTime: at.toISOString() },
    ...others,
  }
}

const cmidOf = (machine: string) => `0a0a0a0a-0000-4000-8000-${machine.replace(/\D/g, '').padStart(12, '0')}`

/** What a machine says of its license. */
export function reading(
  machine: string,
  at: Date,
  more: Partial<LicenseObservation> = {},
): LicenseObservation {
  return {
    ...{ kind: 'license', observedAt: at.toISOString(), status: 'licensed', client: { name: fqdn(machine) } },
    product: { name: 'Windows(R), Enterprise edition', activationId: ENTERPRISE, channel: 'KMS client' },
    ...{ remainingMinutes: KMS_VALIDITY_MINUTES, kms: { host: fqdn('kms01') } },
    ...more,
  }
}

/** A machine of the branch: licensed for good. */
const branchReading = (now: Date): LicenseObservation => ({
  ...{ kind: 'license', observedAt: now.toISOString(), status: 'licensed', client: { name: fqdn('till-1') } },
  product: { name: 'Windows(R), Professional edition', channel: 'OEM', description: 'OEM_DM channel' },
})

/** What a KMS host says of itself. */
export const hostReading = (
  host: string,
  at: Date,
  { currentCount, isLicensed = true }: { currentCount: number; isLicensed?: boolean },
): Observation => ({
  ...{ kind: 'kmsHost', observedAt: at.toISOString(), host: { name: fqdn(host) }, currentCount },
  product: {
    name: 'Windows(R), ServerStandard edition',
    ...{ description: 'VOLUME_KMS_WS22 channel', channel: 'KMS host' },
  },
  status: isLicensed ? 'licensed' : 'notification',
})
