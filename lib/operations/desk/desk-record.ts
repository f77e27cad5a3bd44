import type { OwnReasons } from '@/lib/activation/reason/explain-reason'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import { loadClientBrief } from '@/lib/data/clients/client-page'
import { type FoundMachine, findMachines } from '@/lib/data/clients/find-machines'
import type { DataReader } from '@/lib/data/permission'
import type { DeskLicense, DeskMachine, DeskRecord } from './desk-answer'
import type { ToldMachine } from './desk-told'

const MOST_CANDIDATES = 10

/** When the desk is asked, and what we say of reason codes ourselves. */
export interface AskedWith {
  now: Date
  reasons: OwnReasons
}

/** The machines a text tells of, each with what the record says of it. */
export async function withRecords(
  reader: DataReader,
  told: readonly ToldMachine[],
  asked: AskedWith,
): Promise<DeskMachine[]> {
  const texts = told.flatMap(({ named }) => (named === undefined ? [] : [named]))
  const found = await findMachines(reader, [...new Set(texts)])
  return Promise.all(told.map((machine) => withRecord(reader, machine, found, asked)))
}

async function withRecord(
  reader: DataReader,
  { named, licenses, host, isOneOfSeveral }: ToldMachine,
  found: readonly FoundMachine[],
  asked: AskedWith,
): Promise<DeskMachine> {
  const names = namesFor(named, found)
  const [only] = names
  const record = only !== undefined && names.length === 1 ? await loadRecord(reader, only, asked) : undefined
  return {
    ...(named !== undefined && { named }),
    told: licenses,
    ...(host && { toldHost: host }),
    ...(isOneOfSeveral && { isOneOfSeveral }),
    ...(record && { record }),
    candidates: names.length > 1 ? names.slice(0, MOST_CANDIDATES) : [],
  }
}

/** The machine of exactly this name, else all that this text found. */
const namesFor = (asked: string | undefined, found: readonly FoundMachine[]) => {
  const names = [...new Set(found.filter((one) => one.asked === asked).map(({ name }) => name))]
  return asked !== undefined && names.includes(asked) ? [asked] : names
}

/** Machines of the record that words of the text name, at most so many. */
export async function machinesByWords(
  reader: DataReader,
  words: readonly string[],
  asked: AskedWith,
  limit: number,
): Promise<DeskMachine[]> {
  const found = await findMachines(reader, words)
  const seen = new Set<string>()
  const machines: DeskMachine[] = []
  for (const word of new Set(found.map((one) => one.asked))) {
    if (machines.length === limit) break
    const names = namesFor(word, found).filter((name) => !seen.has(name))
    for (const name of names) seen.add(name)
    const [only] = names
    if (only === undefined) continue
    if (names.length > 1)
      machines.push({ named: word, told: [], candidates: names.slice(0, MOST_CANDIDATES) })
    else {
      const record = await loadRecord(reader, only, asked)
      if (record !== undefined) machines.push({ named: only, told: [], record, candidates: [] })
    }
  }
  return machines
}

async function loadRecord(
  reader: DataReader,
  name: string,
  { now, reasons }: AskedWith,
): Promise<DeskRecord | undefined> {
  const client = await loadClientBrief(reader, name, now, reasons)
  return client && { ...client, licenses: client.licenses.map(recordLicense) }
}

function recordLicense({
  slot,
  productLabel,
  assessment,
  words,
  explanation,
  source,
}: ClientLicense): DeskLicense {
  return {
    slot,
    productLabel,
    condition: assessment.condition,
    words,
    ...(explanation && { reason: explanation }),
    observedAt: source.observedAt,
  }
}
