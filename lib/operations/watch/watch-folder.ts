import { createHash } from 'node:crypto'
import { createReadStream, type Stats } from 'node:fs'
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { systemActor } from '@/lib/auth/actor-kinds'
import { findImport, findRejections, findTaken, type StoredImport } from '@/lib/data/imports/import-store'
import { forPurpose } from '@/lib/data/purpose'
import { noteLook } from '@/lib/data/sources/watched-folders'
import { withLease } from '@/lib/data/work-lease'
import { openQuestions, sayUnsaid } from '@/lib/format/import-questions'
import { paths } from '@/lib/format/paths'
import { isDiskFull, requireRoom } from '@/lib/server/disk-room'
import { setting } from '@/lib/server/environment'
import { DISK_FULL } from '@/lib/server/fault'
import { log } from '@/lib/server/log'
import { outageOf } from '@/lib/server/outage'
import { runImport } from '../imports/import-run'
import { receiveUpload } from '../imports/receive-upload'

/** A folder that machines and scripts drop files into: each is imported once it is whole, and moved with what came of it. */
export interface WatchedFolder {
  folder: string
  /** Where files go that were taken; `done` in the folder when absent. */
  done?: string | undefined
  /** Says what became of a file; the log does when absent. */
  say?: (line: string) => void
}

/** Between two looks. Nothing but looking works on every share: change events do not come over SMB. */
const LOOK_MS = 30_000
/** A file that was written to this lately may not be whole. */
const QUIET_MS = 10_000
/** Files in hand at once. */
const AT_ONCE = 2
const PIECE_BYTES = 1024 * 1024
/** Names under which files are written before they are whole, and what systems leave lying about. */
const PASSED_OVER = /^\.|^~\$|\.(?:tmp|part|partial|crdownload|filepart)$|^(?:thumbs\.db|desktop\.ini)$/i

/** Watches until `stop`, which waits for the file in hand. */
export function watchFolder(watched: WatchedFolder): { stop(): Promise<void> } {
  const eye = new FolderEye(watched)
  let isStopped = false
  let looking: Promise<unknown> = Promise.resolve()
  let isLooking = false
  const look = () => {
    if (isLooking || isStopped) return
    isLooking = true
    looking = eye
      .look(new Date())
      .catch((error: unknown) => {
        log.warn({ err: error, folder: watched.folder }, 'the watched folder was not read')
        return eye.note({ arriving: 0, problem: (error as Error).message }, new Date())
      })
      .catch(() => undefined)
      .finally(() => {
        isLooking = false
      })
  }
  look()
  const timer = setInterval(look, LOOK_MS).unref()
  return {
    stop: async () => {
      isStopped = true
      eye.isStopped = true
      clearInterval(timer)
      await looking
    },
  }
}

/** Ends the name of what says why a file was refused, and of what says that a taken one waits for an answer. */
const REASON = '.reason.txt'
const QUESTION = '.question.txt'

/** What a look remembers of a file for the next one. */
interface Seen {
  size: number
  changedAt: number
}

/** Looks at a folder again and again; a file that did not change between two looks is taken. */
export class FolderEye {
  isStopped = false
  #seen = new Map<string, Seen>()
  /** Files that cannot be moved away, as they were when they were taken. */
  #kept = new Map<string, Seen>()
  readonly #folder: string
  readonly #done: string
  readonly #source: string
  readonly #say: (line: string) => void

  constructor({ folder, done, say }: WatchedFolder) {
    this.#folder = resolve(folder)
    this.#source = `folder ${basename(this.#folder)}`.slice(0, 60)
    this.#done = done === undefined ? join(this.#folder, 'done') : resolve(done)
    this.#say = say ?? ((line) => log.info({ folder }, line))
  }

  /** One look: how many files were taken and how many are still arriving. `now` is the wall clock. */
  async look(now: Date): Promise<{ taken: number; arriving: number }> {
    const found = await this.#filesIn(this.#folder)
    const whole: string[] = []
    let arriving = 0
    for (const [name, seen] of found) {
      if (isSame(this.#kept.get(name), seen)) continue
      const isWhole = isSame(this.#seen.get(name), seen) && now.getTime() - seen.changedAt >= QUIET_MS
      if (isWhole) whole.push(name)
      else arriving += 1
    }
    this.#seen = found
    let taken = 0
    const next = async (): Promise<void> => {
      const name = whole.shift()
      if (name === undefined || this.isStopped) return
      if (await this.#takeOnce(name)) taken += 1
      await next()
    }
    await Promise.all(Array.from({ length: AT_ONCE }, next))
    await this.note({ arriving, problem: null }, now)
    return { taken, arriving }
  }

  /** Tells the page Sources how this look found the folder. */
  async note(look: { arriving: number; problem: string | null }, now: Date): Promise<void> {
    const names = await readdir(join(this.#folder, 'refused')).catch((): string[] => [])
    const refused = names.filter((name) => !name.endsWith(REASON)).length
    await noteLook({ folder: this.#folder, source: this.#source, refused, ...look }, now)
  }

  /** Files by name; folders and links are left alone: a link could lead anywhere. */
  async #filesIn(folder: string): Promise<Map<string, Seen>> {
    const found = new Map<string, Seen>()
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile() || PASSED_OVER.test(entry.name)) continue
      const facts = await stat(join(folder, entry.name)).catch(() => undefined)
      if (facts) found.set(entry.name, seenOf(facts))
    }
    return found
  }

  /** Of several consoles that watch one folder, one takes a file. False when somebody else is at it. */
  async #takeOnce(name: string): Promise<boolean> {
    const lease = `watched file ${createHash('sha256').update(join(this.#folder, name)).digest('hex')}`
    const result = await forPurpose('imports', () => withLease(lease, () => this.#take(name)))
    return result?.result ?? false
  }

  async #take(name: string): Promise<boolean> {
    const path = join(this.#folder, name)
    try {
      const facts = await stat(path)
      const sha256 = await hashOf(path)
      const known = await findTaken(sha256, nameKept(name))
      if (known) await runImport(known.id, new Date())
      const importId = known?.id ?? (await this.#import(name, facts))
      const row = importId === undefined ? null : await findImport(importId)
      return row ? await this.#putAway(name, row, known?.status === 'done') : false
    } catch (error) {
      // Where the database or its disk fails, the file stays and is taken later; where the file does, it is put aside.
      if (outageOf(error) !== undefined || isGone(error)) return false
      if (isDiskFull(error)) {
        this.#say(`${name}: not taken yet. ${DISK_FULL}`)
        return false
      }
      const reason = error instanceof Error ? error.message : String(error)
      await this.#refuse(name, `It could not be read: ${reason}\n`)
      this.#say(`${name}: refused. ${reason}`)
      return true
    }
  }

  /** Keeps the file and has it read, and recorded unless it asks something. Undefined when it could not be kept. */
  async #import(name: string, { size, mtime }: Stats): Promise<string | undefined> {
    await requireRoom(size)
    const received = await receiveUpload(
      systemActor('watched folder'),
      {
        fileName: nameKept(name),
        observedAt: mtime.toISOString(),
        origin: 'folder',
        source: this.#source,
        recordWhenRead: true,
      },
      createReadStream(join(this.#folder, name), { highWaterMark: PIECE_BYTES }),
      {},
      (importId, _, now) => runImport(importId, now),
    )
    return received.ok ? received.importId : undefined
  }

  /** Moves a file to where its import has come to. False while somebody else is at that import. */
  async #putAway(name: string, row: StoredImport, isKnown: boolean): Promise<boolean> {
    const { status, formatLabel, fresh, unchanged, rejected } = row
    const counts = `${fresh} new, ${unchanged} unchanged, ${rejected} rejected`
    const words = `${formatLabel}; ${(status === 'done' && row.problem) || counts}`
    switch (status) {
      case 'done':
        await this.#moveAway(name, this.#today)
        this.#say(`${name}: ${isKnown ? 'already imported; its content is known' : words}`)
        return true
      case 'ready': {
        const question = `It is not recorded yet. ${sayUnsaid(openQuestions(row))} Answer at ${addressOf(row.id)}`
        const moved = await this.#moveAway(name, this.#today)
        if (moved !== undefined) await writeFile(`${moved}${QUESTION}`, `${question}\n`)
        this.#say(`${name}: ${question}`)
        return true
      }
      case 'failed':
      case 'cancelled': {
        const rejections = await findRejections(row.id, MOST_REASONS)
        await this.#refuse(name, reasonsOf(row.problem, words, rejections))
        this.#say(`${name}: refused. ${rejections[0]?.reason ?? row.problem ?? 'It was cancelled.'}`)
        return true
      }
      default:
        return false
    }
  }

  get #today(): string {
    return join(this.#done, new Date().toISOString().slice(0, 10))
  }

  async #refuse(name: string, reason: string): Promise<void> {
    const folder = join(this.#folder, 'refused')
    const moved = await this.#moveAway(name, folder)
    if (moved !== undefined) await writeFile(`${moved}${REASON}`, reason)
  }

  /** Moves a file, beside one of the same name if there is one. A file that cannot be moved is remembered instead. */
  async #moveAway(name: string, folder: string): Promise<string | undefined> {
    const from = join(this.#folder, name)
    try {
      await mkdir(folder, { recursive: true })
      const to = await freeName(folder, name)
      await rename(from, to)
      return to
    } catch (error) {
      if (isGone(error)) return undefined
      this.#kept.set(name, seenOf(await stat(from)))
      this.#say(`${name}: stays where it is, since it could not be moved (${(error as Error).message})`)
      return undefined
    }
  }
}

const seenOf = ({ size, mtimeMs, ctimeMs }: Stats): Seen => ({
  size,
  changedAt: Math.max(mtimeMs, ctimeMs),
})

const isSame = (one: Seen | undefined, other: Seen) =>
  one !== undefined && one.size === other.size && one.changedAt === other.changedAt

/** What its import calls a file: a product key in its name is not kept. */
const nameKept = (name: string) => maskProductKeys(name).slice(0, 255)

const addressOf = (importId: string) =>
  `${setting('PUBLIC_URL')?.replace(/\/$/, '') ?? 'the console: '}${paths.import(importId)}`

const isGone = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}

const MOST_REASONS = 100

/** What stands beside a refused file: what it was taken for, and why each line could not be used. */
function reasonsOf(
  problem: string | null,
  words: string,
  rejections: readonly { line: number; reason: string; excerpt: string }[],
): string {
  const lines = rejections.map(
    ({ line, reason, excerpt }) => `line ${line}: ${reason}${excerpt && ` | ${excerpt}`}`,
  )
  return `${[problem ?? 'It was cancelled.', words, ...lines].join('\n')}\n`
}

/** 'log.xml', or 'log (2).xml' where there is one already. */
async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set(await readdir(folder))
  const extension = extname(name)
  const stem = name.slice(0, name.length - extension.length)
  let free = name
  for (let copy = 2; taken.has(free); copy += 1) free = `${stem} (${copy})${extension}`
  return join(folder, free)
}
