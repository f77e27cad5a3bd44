import { CLIENT_THRESHOLD, OFFICE_THRESHOLD } from '@/lib/activation/kms/thresholds'
import { assess, type Condition } from '@/lib/activation/license/assess'
import { type KnownLicense, LicenseBook } from '@/lib/activation/license/license-book'
import { describeLicense } from '@/lib/activation/license/sentence'
import type { KmsHostObservation } from '@/lib/activation/observation'
import { explainReason, isHarmless, type OwnReasons } from '@/lib/activation/reason/explain-reason'
import type { ReferenceBook } from '@/lib/activation/reference/reference-book'
import { readSource } from '@/lib/sources/read-source'
import type { ReadContext } from '@/lib/sources/reader'
import type { DeskAnswer, DeskHost, DeskLicense } from './desk-answer'

/** A few say what is wrong; hundreds of rows mostly share one. */
const MOST_REASONS = 3

/** What a text says by itself, without the record. */
export interface Told {
  /** 'slmgr output'; absent where no reader recognised it */
  readAs?: string
  machines: ToldMachine[]
  rejected: DeskAnswer['rejected']
}

export interface ToldMachine {
  /** Machine name, else CMID. */
  named?: string
  licenses: DeskLicense[]
  host?: DeskHost
}

/**
 * Reads a text as an import would, and keeps nothing of it beyond what it answers. book: the tables with entries
 * of ours.
 */
export async function readTold(
  text: string,
  context: ReadContext,
  now: Date,
  { catalogue, reasons }: ReferenceBook,
): Promise<Told> {
  const { format, label, records } = await readSource(bytesOf(text), context)
  if (format === undefined) return { machines: [], rejected: { count: 0, reasons: [] } }
  const book = new LicenseBook(catalogue)
  const hosts = new Map<string | undefined, DeskHost>()
  const rejected = { count: 0, reasons: new Set<string>() }
  for await (const record of records) {
    if (record.type === 'rejected') {
      rejected.count += 1
      if (rejected.reasons.size < MOST_REASONS) rejected.reasons.add(record.reason)
    } else {
      const { observation } = record
      book.add(observation)
      if (observation.kind === 'kmsHost') hosts.set(observation.host.name, hostOf(observation))
    }
  }
  const isTranscript = format === 'slmgr-text' || format === 'ospp-text'
  return {
    readAs: label,
    rejected: { ...rejected, reasons: [...rejected.reasons] },
    machines: machinesOf(book.licenses(), hosts, isTranscript, { now, reasons }),
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8')
}

const isCmid = (client: string | undefined) =>
  client === undefined || /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(client)

/** The licenses by machine, worst first. What a transcript does not name comes from one machine. */
function machinesOf(
  licenses: readonly KnownLicense[],
  hosts: ReadonlyMap<string | undefined, DeskHost>,
  isTranscript: boolean,
  context: ToldContext,
): ToldMachine[] {
  const byMachine = Map.groupBy(licenses, ({ client }) =>
    isTranscript && isCmid(client) ? '' : (client ?? ''),
  )
  const machines = [...byMachine.values()].map((known): ToldMachine => {
    const named = known.find(({ client }) => client !== undefined)?.client
    const host = hosts.get(named)
    return {
      ...(named !== undefined && { named }),
      ...(host !== undefined && { host }),
      licenses: known.map((one) => toldLicense(one, context)).toSorted(byWeight),
    }
  })
  return machines.toSorted((one, other) => weightOf(one) - weightOf(other))
}

function hostOf({ product, status, currentCount, observedAt }: KmsHostObservation): DeskHost {
  const isOffice = /office/i.test(`${product.name ?? ''} ${product.description ?? ''}`)
  return {
    application: isOffice ? 'office' : 'windows',
    status,
    currentCount: currentCount ?? null,
    neededCount: isOffice ? OFFICE_THRESHOLD : CLIENT_THRESHOLD,
    observedAt,
  }
}

interface ToldContext {
  now: Date
  reasons: OwnReasons
}

function toldLicense({ slot, facts }: KnownLicense, { now, reasons }: ToldContext): DeskLicense {
  const assessment = assess(facts, now.getTime())
  const hasTrouble = facts.reason !== undefined && !isHarmless(facts.reason)
  return {
    slot,
    productLabel: facts.productLabel ?? 'Unknown product',
    condition: assessment.condition,
    words: describeLicense(facts, assessment, now.getTime()),
    ...(hasTrouble && { reason: explainReason(facts.reason ?? '', facts, reasons) }),
    observedAt: facts.observedAt,
  }
}

const WEIGHT: Readonly<Record<Condition, number>> = {
  notification: 0,
  unlicensed: 1,
  grace: 2,
  silent: 3,
  licensed: 4,
}

const byWeight = (one: DeskLicense, other: DeskLicense) => WEIGHT[one.condition] - WEIGHT[other.condition]
const weightOf = ({ licenses }: ToldMachine) =>
  Math.min(...licenses.map(({ condition }) => WEIGHT[condition]))
