import type { SourceTrouble } from '@/lib/activation/sources/source-sentence'
import { type SourceState, sourceState } from '@/lib/activation/sources/source-state'
import { loadUpSince } from '../console-uptime'
import { checkInterval } from '../discovery/schedule'
import { type DataReader, mustBeAble } from '../permission'
import { readPrisma } from '../prisma'
import { TOKEN_WARNED_DAYS } from '../tokens/api-tokens'
import {
  type AskedSource,
  countSourceMachines,
  loadAskedSources,
  loadSendingTokens,
  loadSourceAgents,
  loadSourceImports,
  loadWatchedFolders,
  type SendingToken,
  type SourceAgent,
  type SourceImports,
  type SourceKind,
  type WatchedFolderRow,
} from './source-facts'

/** A source as its page shows it. Times are ISO 8601 UTC; counts are of the last seven days. */
export interface SourceRow {
  kind: SourceKind
  name: string
  standing: SourceState
  newestAt: string | null
  newestImportId: string | null
  imports: number
  observations: number
  /** programs that posted, by what they call themselves */
  agents: Omit<SourceAgent, 'source'>[]
  /** each with the import that shows it, if one does */
  troubles: { trouble: SourceTrouble; importId: string | null }[]
  /** computers a directory lists; machines that imports tell of are counted apart */
  listed: number | null
}

const DAY_MS = 86_400_000
/** A console that watches looks every half minute. */
const LOOKED_WITHIN_MS = 5 * 60_000

/** Everything that feeds the console, what needs somebody first. Throws NotPermitted without `import.read`. */
export async function loadSources(reader: DataReader, now: Date): Promise<SourceRow[]> {
  mustBeAble(reader, 'import.read')
  const [imports, tokens, agents, folders, asked, upSince] = await Promise.all([
    loadSourceImports(now),
    loadSendingTokens(now),
    loadSourceAgents(),
    loadWatchedFolders(now),
    loadAsked(),
    loadUpSince(),
  ])
  const ofKind = (kind: SourceKind) =>
    new Map(imports.filter((one) => one.kind === kind).map((one) => [one.name, one]))
  const [posted, dropped] = [ofKind('token'), ofKind('folder')]
  const rows = [
    ...namesOf(tokens, posted).map((name) =>
      tokenSource(
        name,
        posted.get(name),
        tokens,
        agents.filter(({ source }) => source === name),
        { now, upSince },
      ),
    ),
    ...namesOf(folders, dropped).map((name) =>
      folderSource(name, dropped.get(name), folders, { now, upSince }),
    ),
    ...imports
      .filter(({ kind }) => kind === 'person' || kind === 'sample')
      .map((one) => handSource(one, now)),
    ...asked.map((one) => askedSource(one, { now, upSince })),
  ]
  return rows.toSorted((one, other) => rankOf(one) - rankOf(other) || one.name.localeCompare(other.name))
}

/** Machines by source, as `kind name`: those whose main license it told last. Throws NotPermitted without `import.read`. */
export async function loadSourceMachines(reader: DataReader): Promise<ReadonlyMap<string, number>> {
  mustBeAble(reader, 'import.read')
  const rows = await countSourceMachines()
  return new Map(rows.map(({ kind, name, machines }) => [`${kind} ${name}`, machines]))
}

async function loadAsked(): Promise<AskedSource[]> {
  const [asked, interval] = await Promise.all([loadAskedSources(), checkInterval(readPrisma())])
  return asked.map((one) => (one.kind === 'discovery' ? { ...one, everyMinutes: interval } : one))
}

const namesOf = (known: readonly { source: string }[], seen: ReadonlyMap<string, unknown>) => [
  ...new Set([...known.map(({ source }) => source), ...seen.keys()]),
]

interface Clock {
  now: Date
  /** of the console; null = not known */
  upSince: string | null
}

const NOTHING_YET = { newestAt: null, newestImportId: null, imports: 0, observations: 0, deliveries: [] }

function tokenSource(
  name: string,
  imports: SourceImports | undefined,
  all: readonly SendingToken[],
  agents: readonly SourceAgent[],
  { now, upSince }: Clock,
): SourceRow {
  const tokens = all.filter(({ source }) => source === name)
  const facts = imports ?? { ...NOTHING_YET, newestAt: tokens[0]?.newestAt ?? null }
  const endedAt = tokens.map(endOf).toSorted().at(-1) ?? null
  return {
    ...rowOf('token', name, facts),
    standing: sourceState({ ...facts, endedAt, upSince }, now.getTime()),
    agents: agents.map(({ agent, lastAt, posts }) => ({ agent, lastAt, posts })),
    troubles: [
      ...tokens.flatMap((token) => tokenTroubles(token, now)).map((trouble) => ({ trouble, importId: null })),
      ...importTroubles(imports),
    ],
  }
}

const endOf = ({ expiresAt, revokedAt }: SendingToken) =>
  revokedAt !== null && revokedAt < expiresAt ? revokedAt : expiresAt

function tokenTroubles(token: SendingToken, now: Date): SourceTrouble[] {
  const { name, refusedAt, refusedFrom, expiresAt } = token
  const endedAt = endOf(token)
  const hasEnded = Date.parse(endedAt) <= now.getTime()
  const address = refusedFrom ?? 'an unknown address'
  const isRefused = refusedAt !== null && now.getTime() - Date.parse(refusedAt) < 7 * DAY_MS
  if (hasEnded) {
    return isRefused && refusedAt > endedAt
      ? [{ kind: 'tokenStillPresented', token: name, endedAt, address }]
      : []
  }
  const isEnding = Date.parse(expiresAt) - now.getTime() < TOKEN_WARNED_DAYS * DAY_MS
  return [
    ...(isEnding ? [{ kind: 'tokenEnding' as const, token: name, expiresAt }] : []),
    ...(isRefused ? [{ kind: 'tokenFromElsewhere' as const, token: name, address }] : []),
  ]
}

function folderSource(
  name: string,
  imports: SourceImports | undefined,
  all: readonly WatchedFolderRow[],
  { now, upSince }: Clock,
): SourceRow {
  const folders = all.filter(({ source }) => source === name)
  const facts = imports ?? { ...NOTHING_YET, newestAt: folders[0]?.newestAt ?? null }
  return {
    ...rowOf('folder', name, facts),
    standing: sourceState({ ...facts, upSince }, now.getTime()),
    troubles: [
      ...folders
        .flatMap((folder) => folderTroubles(folder, now))
        .map((trouble) => ({ trouble, importId: null })),
      // What failed lies refused in the folder, and is told as that.
      ...importTroubles(folders.length > 0 && imports ? { ...imports, failed: 0 } : imports),
    ],
  }
}

function folderTroubles(
  { folder, lookedAt, refused, problem }: WatchedFolderRow,
  now: Date,
): SourceTrouble[] {
  const isLookedAt = now.getTime() - Date.parse(lookedAt) < LOOKED_WITHIN_MS
  return [
    ...(isLookedAt ? [] : [{ kind: 'folderNotLookedAt' as const, lookedAt }]),
    ...(problem === null ? [] : [{ kind: 'folderUnreadable' as const, problem }]),
    ...(refused === 0 ? [] : [{ kind: 'filesRefused' as const, count: refused, folder }]),
  ]
}

function handSource(imports: SourceImports, now: Date): SourceRow {
  const { kind, name } = imports
  return {
    ...rowOf(kind, name, imports),
    standing: sourceState({ ...imports, isByHand: true }, now.getTime()),
    troubles: importTroubles(imports),
  }
}

function askedSource(asked: AskedSource, { now, upSince }: Clock): SourceRow {
  const { kind, name, newestAt, everyMinutes, isComplete, problem, machines } = asked
  const trouble: SourceTrouble =
    kind === 'directory' ? { kind, readAt: newestAt ?? now.toISOString() } : { kind: 'check', problem }
  return {
    ...rowOf(kind, name, { ...NOTHING_YET, newestAt }),
    standing: sourceState({ newestAt, deliveries: [], everyMinutes, upSince }, now.getTime()),
    troubles: isComplete ? [] : [{ trouble, importId: null }],
    listed: machines,
  }
}

function rowOf(
  kind: SourceKind,
  name: string,
  facts: Pick<SourceRow, 'newestAt' | 'newestImportId' | 'imports' | 'observations'>,
): Omit<SourceRow, 'standing' | 'troubles'> {
  const { newestAt, newestImportId, imports, observations } = facts
  return { kind, name, newestAt, newestImportId, imports, observations, agents: [], listed: null }
}

function importTroubles(imports: SourceImports | undefined): SourceRow['troubles'] {
  if (!imports) return []
  const { rejected, reason, failed, problem, waiting } = imports
  return [
    ...(rejected > 0
      ? [
          {
            trouble: { kind: 'rejected' as const, count: rejected, reason: reason ?? 'not kept.' },
            importId: imports.rejectedImportId,
          },
        ]
      : []),
    ...(failed > 0
      ? [{ trouble: { kind: 'failed' as const, count: failed, problem }, importId: imports.failedImportId }]
      : []),
    ...(waiting > 0
      ? [{ trouble: { kind: 'waiting' as const, count: waiting }, importId: imports.waitingImportId }]
      : []),
  ]
}

/** Stale ones first, then those with a trouble, then the late ones. */
function rankOf({ standing, troubles }: SourceRow): number {
  if (standing.state === 'stale') return 0
  if (troubles.length > 0) return 1
  if (standing.state === 'late') return 2
  return standing.state === 'ended' ? 4 : 3
}
