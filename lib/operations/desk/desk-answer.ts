import type { ToldCommand } from '@/lib/activation/command/judge-command'
import type { DiagnosisWords } from '@/lib/activation/diagnosis/diagnosis-sentence'
import type { Condition } from '@/lib/activation/license/assess'
import type { LicenseDescription } from '@/lib/activation/license/sentence'
import type { LicenseStatus } from '@/lib/activation/observation'
import type { PublishedKey } from '@/lib/activation/product/gvlk-suffix'
import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import type { ReasonPeers } from '@/lib/activation/reason/reason-peers'
import type { EventRow } from '@/lib/activation/reference/event-table'
import type { ForgottenClient } from '@/lib/data/clients/forgotten-list'
import type { KnownHost } from '@/lib/data/kms-hosts/inventory'

/** What the desk answers to a pasted text. Times are ISO 8601 UTC. */
export interface DeskAnswer {
  now: string
  /** 'slmgr output'; absent where the text is of no kind that holds license data */
  readAs?: string
  /** What a text of no such kind seems to be, and what to send instead; parts of sentences. */
  seems?: { is: string; send: string }
  /** Worst first. */
  machines: DeskMachine[]
  /** Machines the text speaks of beyond those above. */
  moreMachines: number
  codes: ReasonExplanation[]
  /** Codes that were read as others than they are written. */
  corrected: { written: string; code: string }[]
  /** How many machines have which of the codes in question, and where. */
  peers: ReasonPeers[]
  /** Names that can be nothing but a machine's, of which the record knows neither the name nor a similar one. */
  unknown: string[]
  /** Machines that the text names and that were forgotten. */
  forgotten: ForgottenClient[]
  /** What the address of this answer holds: machines, codes and events, nothing else of the text. */
  about: string
  events: EventRow[]
  /** Commands of slmgr.vbs in the text, where it is no output of theirs; of output only those that are wrong. */
  commands: ToldCommand[]
  products: { activationId: string; label: string; channel: string }[]
  key?: PublishedKey
  /** KMS hosts of the record that the text names, as their pages tell how they stand. */
  hosts: KnownHost[]
  /** Machines with a part of the text in their names, where nothing else was found. */
  similar: string[]
  /** Pieces of the text that could not be used, and why; the same reason once. */
  rejected: { count: number; reasons: string[] }
}

/** Whether nothing was found of what the text names. */
export function isEmptyAnswer(answer: DeskAnswer): boolean {
  const { machines, codes, events, commands, products, hosts, forgotten, key } = answer
  const lists = [machines, codes, events, commands, products, hosts, forgotten]
  return key === undefined && lists.every((list) => list.length === 0)
}

export interface DeskMachine {
  /** Name in the text, else CMID; absent where the text says neither. */
  named?: string
  /** What the text says of its licenses; empty where it only names the machine. */
  told: DeskLicense[]
  /** What a KMS host says of itself. */
  toldHost?: DeskHost
  record?: DeskRecord
  /** Set where the output does not name its machine and only the words around it do. */
  isByWords?: true
  /** Set where the text shows a product in several states and names no machine: several machines, or one before and after. */
  isOneOfSeveral?: true
  /** The name in the text that no machine has; this one, or the candidates, have the nearest. */
  insteadOf?: string
  /** Several machines of the record that this could be: a shared CMID, a first label in two domains. */
  candidates: string[]
}

export interface DeskLicense {
  slot: string
  productLabel: string
  condition: Condition
  words: LicenseDescription
  reason?: ReasonExplanation
  /** what is probably wrong, from everything that the record holds */
  diagnosis?: DiagnosisWords
  observedAt: string
}

export interface DeskRecord {
  name: string
  lastSeenAt: string
  licenses: DeskLicense[]
}

export interface DeskHost {
  application: 'windows' | 'office'
  status: LicenseStatus
  currentCount: number | null
  neededCount: number
  observedAt: string
}
