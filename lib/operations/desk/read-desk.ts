import { z } from 'zod'
import { productOf } from '@/lib/activation/product/products'
import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import type { ReferenceBook } from '@/lib/activation/reference/reference-book'
import { findKmsHosts } from '@/lib/data/clients/find-machines'
import type { DataReader } from '@/lib/data/permission'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { searchEverything } from '@/lib/data/search'
import { aside } from '@/lib/jobs/threads'
import { refusesNothing } from '../frame-refusal'
import { operation } from '../operation'
import type { DeskAnswer, DeskMachine } from './desk-answer'
import { type AskedWith, machinesByWords, withRecords } from './desk-record'
import { type DeskText, readDeskText } from './desk-text'

/** Longest text the desk reads, in characters; more than that is an import. */
export const DESK_TEXT_LIMIT = 250_000

const MOST_MACHINES = 10

const input = z.object({
  text: z
    .string()
    .regex(/\S/, 'Paste something first.')
    .max(
      DESK_TEXT_LIMIT,
      `The desk reads ${DESK_TEXT_LIMIT.toLocaleString('en')} characters. Paste the part that matters, or import the text.`,
    ),
  /** Machine the text is from, where it does not say. */
  hostName: z.string().trim().toLowerCase().max(253, 'A machine name has at most 253 characters.').optional(),
})

/**
 * Answers a pasted text: a transcript, a code, an event, a machine name, a CMID, or a mail with any of them. The
 * text is masked first, read, answered and forgotten: nothing of it is stored, logged or audited.
 */
export const readDesk = operation(
  'fleet.read',
  input,
  async ({ actor, now }, { text, hostName }) => {
    const book = await loadReferenceBook(actor)
    const read = await readAside(text, { hostName, own: book.own, now })
    return { ok: true as const, answer: await answerOf(actor, { ...read, book }, now) }
  },
  { refusals: refusesNothing, withoutAudit: 'it reads, and stores nothing' },
)

const readAside = aside('reading', 'readDeskText', readDeskText)

interface Asked extends DeskText {
  book: ReferenceBook
}

async function answerOf(
  reader: DataReader,
  { told, mentions, book, masked }: Asked,
  now: Date,
): Promise<DeskAnswer> {
  const hosts = await findKmsHosts(reader, mentions.words)
  const machines = await machinesOf(reader, { told, mentions, hosts }, { now, reasons: book.reasons })
  const explained = new Set(
    machines.flatMap(({ told: licenses }) => licenses.map(({ reason }) => reason?.code)),
  )
  const answer: DeskAnswer = {
    now: now.toISOString(),
    ...(told.readAs !== undefined && { readAs: told.readAs }),
    ...(told.seems && { seems: told.seems }),
    machines,
    moreMachines: Math.max(0, told.machines.length - MOST_MACHINES),
    codes: mentions.codes
      .filter((code) => !explained.has(code))
      .map((code) => explainReason(code, {}, book.reasons)),
    events: mentions.events,
    products: told.readAs === undefined ? productsOf(mentions.guids, book) : [],
    ...(mentions.key && { key: mentions.key }),
    hosts,
    similar: [],
    rejected: told.rejected,
  }
  return isEmpty(answer) ? { ...answer, similar: await similarTo(reader, masked, now) } : answer
}

async function machinesOf(
  reader: DataReader,
  { told, mentions, hosts }: Pick<Asked, 'told' | 'mentions'> & { hosts: readonly string[] },
  asked: AskedWith,
): Promise<DeskMachine[]> {
  const machines = await withRecords(reader, told.machines.slice(0, MOST_MACHINES), asked)
  const isEveryoneNamed = machines.length > 0 && machines.every(isPlaced)
  if (isEveryoneNamed) return machines
  const hostNames = new Set(hosts)
  const words = [...mentions.words, ...mentions.guids].filter((word) => !hostNames.has(word))
  const named = await machinesByWords(reader, words, asked, MOST_MACHINES)
  const [only] = named
  const [nameless] = machines
  // An output that does not name its machine, under a line that does: that is how people paste it.
  if (machines.length === 1 && named.length === 1 && nameless !== undefined && only !== undefined) {
    return [{ ...nameless, ...only, told: nameless.told, isByWords: true }]
  }
  return [...machines, ...named]
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** By its name, or by a CMID that the record knows. */
const isPlaced = ({ named, record, candidates }: DeskMachine) =>
  named !== undefined && (!UUID.test(named) || record !== undefined || candidates.length > 0)

function productsOf(guids: readonly string[], { catalogue }: ReferenceBook): DeskAnswer['products'] {
  return guids.flatMap((activationId) => {
    const known = productByActivationId(activationId, catalogue.products)
    if (known === undefined) return []
    return [{ activationId, label: productOf({ activationId }, {}, catalogue).label, channel: known.channel }]
  })
}

function isEmpty({ machines, codes, events, products, hosts, key }: DeskAnswer): boolean {
  return [machines, codes, events, products, hosts].every((list) => list.length === 0) && key === undefined
}

/** Only for a single word: a sentence is in no machine's name. */
async function similarTo(reader: DataReader, text: string, now: Date): Promise<string[]> {
  const word = text.trim()
  if (word === '' || word.length > 253 || /\s/.test(word)) return []
  return (await searchEverything(reader, word, now)).clients.map(({ name }) => name)
}
