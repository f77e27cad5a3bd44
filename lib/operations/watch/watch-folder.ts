import { createHash } from 'node:crypto'
import { createReadStream, type Stats } from 'node:fs'
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { systemActor } from '@/lib/auth/actor-kinds'
import { isTaken } from '@/lib/data/imports/import-store'
import { NAMELESS } from '@/lib/data/merge/check-observation'
import { forPurpose } from '@/lib/data/purpose'
import { noteLook } from '@/lib/data/sources/watched-folders'
import { withLease } from '@/lib/data/work-lease'
import { log } from '@/lib/server/log'
import { outageOf } from '@/lib/server/outage'
import { importFile } from '../imports/import-file'
import { suggestedHostName } from '../imports/suggested-host-name'

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

/** Ends the name of what says why a file was refused. */
const REASON = '.reason.txt'

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
      const hostName = suggestedHostName(name)
      if (await isTaken(sha256, hostName)) {
        await this.#moveAway(name, join(this.#done, dayOf(new Date())))
        this.#say(`${name}: already imported; its content is known`)
        return true
      }
      const imported = await importFile(
        systemActor('watched folder'),
        {
          fileName: name,
          hostName,
          observedAt: facts.mtime.toISOString(),
          taken: { source: this.#source, sha256 },
          bytes: createReadStream(path, { highWaterMark: 256 * 1024 }),
        },
        new Date(),
      )
      const { counts, rejections, isRecognised, formatLabel } = imported
      const isUsable = isRecognised && counts.observations > counts.rejected
      const words = `${formatLabel}; ${counts.fresh} new, ${counts.unchanged} unchanged, ${rejections.count} rejected`
      if (isUsable) await this.#moveAway(name, join(this.#done, dayOf(new Date())))
      else await this.#refuse(name, reasonsOf(words, rejections.kept))
      this.#say(`${name}: ${isUsable ? words : `refused. ${rejections.kept[0]?.reason ?? words}`}`)
      return true
    } catch (error) {
      // Where the database fails, the file stays and is taken later; where the file does, it is put aside.
      if (outageOf(error) !== undefined || isGone(error)) return false
      const reason = error instanceof Error ? error.message : String(error)
      await this.#refuse(name, `It could not be read: ${reason}\n`)
      this.#say(`${name}: refused. ${reason}`)
      return true
    }
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

const dayOf = (now: Date) => now.toISOString().slice(0, 10)

const isGone = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}

const MOST_REASONS = 100

/** What makes a text without its machine usable here. */
const NAME_IT =
  'Name the file after its machine, such as ws-0412.txt, and drop it again, or import it on the page Imports.'

/** What stands beside a refused file: what it was taken for, and why each line could not be used. */
function reasonsOf(
  words: string,
  rejections: readonly { line: number; reason: string; excerpt: string }[],
): string {
  const lines = rejections
    .slice(0, MOST_REASONS)
    .map(({ line, reason, excerpt }) => `line ${line}: ${reason}${excerpt && ` | ${excerpt}`}`)
  const wayOut = rejections.some(({ reason }) => reason === NAMELESS) ? [NAME_IT] : []
  return `${[words, ...lines, ...wayOut].join('\n')}\n`
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
