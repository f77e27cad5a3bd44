import { CLIENT_THRESHOLD, OFFICE_THRESHOLD } from '@/lib/activation/kms/thresholds'
import { assess, type Condition } from '@/lib/activation/license/assess'
import { isLeftOver } from '@/lib/activation/license/left-over'
import { type KnownLicense, LicenseBook } from '@/lib/activation/license/license-book'
import { describeLicense } from '@/lib/activation/license/sentence'
import type { KmsHostObservation } from '@/lib/activation/observation'
import { explainReason, isHarmless } from '@/lib/activation/reason/explain-reason'
import type { ReferenceBook } from '@/lib/activation/reference/reference-book'
import { otherText } from '@/lib/sources/other-texts'
import { readSource } from '@/lib/sources/read-source'
import type { ReadContext } from '@/lib/sources/reader'
import type { DeskAnswer, DeskHost, DeskLicense } from './desk-answer'

/** A few say what is wrong; hundreds of rows mostly share one. */
const MOST_REASONS = 3

/** What a text says by itself, without the record. */
export interface Told {
  /** 'slmgr output'; absent where no reader recognised it */
  readAs?: string
  /** Set where no reader recognised it and something else shows what it is. */
  seems?: DeskAnswer['seems']
  machines: ToldMachine[]
  rejected: DeskAnswer['rejected']
}

export interface ToldMachine {
  /** Machine name, else CMID. */
  named?: string
  licenses: DeskLicense[]
  host?: DeskHost
  isOneOfSeveral?: true
}

/**
 * Reads a text as an import would, and keeps nothing of it beyond what it answers. book: the tables with entries
 * of ours.
 */
export async function readTold(
  text: string,
  context: ReadContext,
  now: Date,
  reference: ReferenceBook,
): Promise<Told> {
  const { format, label, records } = await readSource(bytesOf(text), context)
  if (format === undefined || format === 'inventory' || format === 'machine') {
    const other = otherText(text)
    const seems = other !== undefined && !other.isMessage ? { is: other.is, send: other.send } : undefined
    return { machines: [], rejected: { count: 0, reasons: [] }, ...(seems && { seems }) }
  }
  const book = new LicenseBook(reference.catalogue)
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
    machines: machinesOf(book.licenses(), hosts, isTranscript, { now, reference }),
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
  const captures = [...byMachine].flatMap(([name, known]) => {
    const several = name === '' ? capturesOf(known) : [known]
    return several.map((one) => ({ known: one, isOneOfSeveral: several.length > 1 }))
  })
  const machines = captures.map(({ known, isOneOfSeveral }): ToldMachine => {
    const named = known.find(({ client }) => client !== undefined)?.client
    const host = hosts.get(named)
    return {
      ...(named !== undefined && { named }),
      ...(host !== undefined && { host }),
      ...(isOneOfSeveral && { isOneOfSeveral }),
      licenses: toldLicenses(known, context),
    }
  })
  return machines.toSorted((one, other) => weightOf(one) - weightOf(other))
}

/**
 * A text that names no machine and shows one product twice in different states is of two machines, or of one before and
 * after: nobody can tell, so each is shown by itself. The same state twice is one.
 */
function capturesOf(known: readonly KnownLicense[]): KnownLicense[][] {
  const captures: KnownLicense[][] = []
  for (const license of known) {
    const stateOf = ({ slot, facts }: KnownLicense) => `${slot} ${facts.status} ${facts.reason}`
    if (captures.some((capture) => capture.some((one) => stateOf(one) === stateOf(license)))) continue
    const free = captures.find((capture) => capture.every(({ slot }) => slot !== license.slot))
    if (free === undefined) captures.push([license])
    else free.push(license)
  }
  return captures
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
  reference: ReferenceBook
}

/** Worst first; what is left over says nothing of the machine and stands last. */
function toldLicenses(known: readonly KnownLicense[], context: ToldContext): DeskLicense[] {
  const onMachine = known.map(({ slot, facts }) => ({ slot, status: facts.status }))
  const left = Map.groupBy(known, ({ slot }) => isLeftOver(slot, onMachine))
  const inUse = (left.get(false) ?? []).map((one) => toldLicense(one, context)).toSorted(byWeight)
  const leftOver = (left.get(true) ?? []).map((one) =>
    toldLicense({ ...one, facts: { ...one.facts, isLeftOver: true } }, context),
  )
  return [...inUse, ...leftOver]
}

function toldLicense({ slot, facts }: KnownLicense, { now, reference }: ToldContext): DeskLicense {
  const assessment = assess(facts, now.getTime())
  const hasTrouble = facts.reason !== undefined && !isHarmless(facts.reason)
  return {
    slot,
    productLabel: facts.productLabel ?? 'Unknown product',
    condition: assessment.condition,
    words: describeLicense(facts, assessment, now.getTime(), reference.cloudHosts),
    ...(hasTrouble && { reason: explainReason(facts.reason ?? '', facts, reference.reasons) }),
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
/** Of its first license: the worst that is in use. */
const weightOf = ({ licenses: [first] }: ToldMachine) =>
  first === undefined ? WEIGHT.licensed : WEIGHT[first.condition]
