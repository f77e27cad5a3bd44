import { z } from 'zod'
import { productOf } from '@/lib/activation/product/products'
import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import type { ReferenceBook } from '@/lib/activation/reference/reference-book'
import type { Actor } from '@/lib/auth/actor-kinds'
import { findKmsHosts } from '@/lib/data/clients/find-machines'
import { findForgotten } from '@/lib/data/clients/forgotten-client'
import { loadReasonPeers } from '@/lib/data/clients/reason-peers'
import { loadHostStandings } from '@/lib/data/kms-hosts/inventory'
import type { DataReader } from '@/lib/data/permission'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { searchEverything } from '@/lib/data/search'
import { aside } from '@/lib/jobs/threads'
import { followed } from '../followed'
import { refusesNothing } from '../frame-refusal'
import { operation } from '../operation'
import { type DeskAnswer, type DeskMachine, isEmptyAnswer } from './desk-answer'
import type { Mentions } from './desk-mentions'
import { type AskedWith, machinesByWords, machinesNear, withRecords } from './desk-record'
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

const askDesk = operation(
  'machine.read',
  input,
  async ({ actor, now }, asked) => ({ ok: true as const, actor, asked, now }),
  { refusals: refusesNothing, withoutAudit: 'it reads, and stores nothing' },
)

/**
 * Answers a pasted text: a transcript, a code, an event, a machine name, a CMID, or a mail with any of them. The
 * text is masked first, read, answered and forgotten: nothing of it is stored, logged or audited.
 */
export const readDesk = followed(askDesk, async ({ actor, asked, now }) => ({
  ok: true as const,
  answer: await answerDesk(actor, asked, now),
}))

const readAside = aside('reading', 'readDeskText', readDeskText)

/** The same for the page: what its address names is read once more when it opens. */
export async function answerDesk(
  actor: Actor,
  { text, hostName }: { text: string; hostName?: string | undefined },
  now: Date,
): Promise<DeskAnswer> {
  const book = await loadReferenceBook(actor)
  const read = await readAside(text, { hostName, own: book.own, now })
  return answerOf(actor, { ...read, book }, now)
}

interface Asked extends DeskText {
  book: ReferenceBook
}

async function answerOf(
  actor: Actor,
  { told, mentions, book, masked }: Asked,
  now: Date,
): Promise<DeskAnswer> {
  const { whole } = mentions.names
  const [hostNames, forgotten] = await Promise.all([
    findKmsHosts(actor, whole),
    actor.can('fleet.read') ? findForgotten(actor, whole) : [],
  ])
  // Of several codes nobody can say which one the machine shows.
  const code = mentions.codes.length === 1 ? mentions.codes[0] : undefined
  const asked: AskedWith = { now, book, code }
  const { machines, unknown } = await machinesOf(actor, { told, mentions, hostNames, forgotten }, asked)
  const hosts = hostNames.length > 0 ? await loadHostStandings(actor, hostNames, now) : []
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
      .filter((one) => !explained.has(one))
      .map((one) => explainReason(one, {}, book.reasons)),
    corrected: mentions.corrected,
    peers: await Promise.all(mentions.codes.slice(0, MOST_PEERS).map((one) => loadReasonPeers(actor, one))),
    events: mentions.events,
    commands: mentions.commands.filter(({ fault }) => told.readAs === undefined || fault !== undefined),
    products: told.readAs === undefined ? productsOf(mentions.guids, book) : [],
    ...(mentions.key && { key: mentions.key }),
    hosts,
    unknown,
    forgotten,
    similar: [],
    about: aboutOf(machines, mentions, hostNames),
    rejected: told.rejected,
  }
  return isEmptyAnswer(answer) ? { ...answer, similar: await similarTo(actor, masked, now) } : answer
}

const MOST_PEERS = 3
const MOST_ABOUT = 5

/** Names that the record knows and codes that the tables know: what a text is about, without the text. */
function aboutOf(
  machines: readonly DeskMachine[],
  { codes, events }: Mentions,
  hosts: readonly string[],
): string {
  const names = machines.flatMap(({ record }) => record?.name ?? [])
  const numbers = events.map(({ ids }) => `event ${ids[0]}`)
  return [...names, ...hosts, ...codes, ...numbers].slice(0, MOST_ABOUT).join(' ')
}

interface Named extends Pick<Asked, 'told' | 'mentions'>, Pick<DeskAnswer, 'forgotten'> {
  hostNames: readonly string[]
}

async function machinesOf(
  actor: Actor,
  { told, mentions, hostNames, forgotten }: Named,
  asked: AskedWith,
): Promise<{ machines: DeskMachine[]; unknown: string[] }> {
  const machines = await withRecords(actor, told.machines.slice(0, MOST_MACHINES), asked)
  const isEveryoneNamed = machines.length > 0 && machines.every(isPlaced)
  if (isEveryoneNamed) return { machines, unknown: [] }
  const words = [...mentions.names.whole, ...mentions.guids].filter((word) => !hostNames.includes(word))
  const exact = await machinesByWords(actor, words, asked, MOST_MACHINES)
  const near = await machinesNear(
    actor,
    unfound(mentions.names.surely, exact, [...hostNames, ...forgotten.map(({ name }) => name)]),
    asked,
  )
  const named = [...exact, ...near.machines]
  const [only] = named
  const [nameless] = machines
  // An output that does not name its machine, under a line that does: that is how people paste it.
  if (machines.length === 1 && named.length === 1 && nameless !== undefined && only !== undefined) {
    return {
      machines: [{ ...nameless, ...only, told: nameless.told, isByWords: true }],
      unknown: near.unknown,
    }
  }
  return { machines: [...machines, ...named], unknown: near.unknown }
}

/** Names that neither a machine nor any of the others has. */
function unfound(
  names: readonly string[],
  machines: readonly DeskMachine[],
  others: readonly string[],
): string[] {
  const labels = new Set(
    [...others, ...machines.flatMap(({ named, candidates }) => [named ?? '', ...candidates])].flatMap(
      (name) => [name, name.split('.')[0]],
    ),
  )
  return names.filter((name) => !labels.has(name))
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

/** Only for a single word: a sentence is in no machine's name. */
async function similarTo(reader: DataReader, text: string, now: Date): Promise<string[]> {
  const word = text.trim()
  if (word === '' || word.length > 253 || /\s/.test(word)) return []
  return (await searchEverything(reader, word, now)).clients.map(({ name }) => name)
}
