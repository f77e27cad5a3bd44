/**
 * A backup is one file: a tar, compressed with zstd. Its first entry, about.json, says what it is; the last one,
 * manifest.json, has the size and the SHA-256 of every other, so that a damaged file is known by its name.
 */
import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { extract, type Header, pack } from 'tar-stream'
import { z } from 'zod'
import { StartUpError } from '../start-up-error'
import { type BackupAbout, backupAbout } from './backup-about'

const ABOUT = 'about.json'
const MANIFEST = 'manifest.json'
const CHUNK_BYTES = 1024 * 1024
/** Nothing that could lead out of the folder it is restored into. */
const SAFE_NAME = /^(?!.*(^|\/)\.\.?(\/|$))[\w.-]+(\/[\w.-]+)*$/

const manifestSchema = z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() }))
type Manifest = z.infer<typeof manifestSchema>

export interface BackupWriter {
  addFolder(name: string): void
  addText(name: string, text: string): Promise<void>
  /** A file that may change meanwhile: as many bytes as it has now; where it became shorter, zeros take their place. */
  addFile(name: string, file: FileHandle): Promise<void>
}

/** Writes a backup to `path`, which must not exist, for its owner only. What `fill` adds is in it, in that order. */
export async function writeBackupFile(
  path: string,
  about: BackupAbout,
  fill: (backup: BackupWriter) => Promise<void>,
): Promise<{ files: number }> {
  const tar = pack()
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  const zstd = createZstdCompress()
  const written = pipeline(tar, zstd, out)
  // A full disk ends the pipeline: whoever waits for room in it must hear of that.
  const broken = new Promise<never>((_, reject) => written.catch(reject))
  broken.catch(() => undefined)
  const manifest: Manifest = {}

  async function add(name: string, size: number, chunks: AsyncIterable<Buffer> | Iterable<Buffer>) {
    const hash = createHash('sha256')
    const { promise: added, resolve, reject } = Promise.withResolvers<void>()
    const entry = tar.entry({ name, size, mode: 0o600 }, (error) => (error ? reject(error) : resolve()))
    for await (const chunk of chunks) {
      hash.update(chunk)
      if (!entry.write(chunk)) await Promise.race([once(entry, 'drain'), broken])
    }
    entry.end(null)
    await Promise.race([added, broken])
    manifest[name] = { bytes: size, sha256: hash.digest('hex') }
  }
  const addText = (name: string, text: string) => add(name, Buffer.byteLength(text), [Buffer.from(text)])

  try {
    await addText(ABOUT, JSON.stringify(about, null, 2))
    await fill({
      addFolder: (name) => void tar.entry({ name, type: 'directory', mode: 0o700 }),
      addText,
      addFile: async (name, file) => {
        const { size } = await file.stat()
        await add(name, size, exactly(file, size))
      },
    })
    const files = Object.keys(manifest).length
    await addText(MANIFEST, JSON.stringify(manifest))
    tar.finalize()
    await written
    return { files }
  } catch (error) {
    tar.destroy(error as Error)
    await written.catch(() => undefined)
    throw error
  }
}

async function* exactly(file: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < size; ) {
    const wanted = Math.min(CHUNK_BYTES, size - position)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(wanted), 0, wanted, position)
    // Shorter than it was: the log that goes along says how it should be.
    yield bytesRead === wanted ? buffer : Buffer.concat([buffer.subarray(0, bytesRead)], wanted)
    position += wanted
  }
}

export interface BackupReceiver {
  /** Told first; throws to refuse it. */
  begin(about: BackupAbout): Promise<void>
  /** Where a file or folder of this name goes. */
  placeOf(name: string): string
}

/**
 * Reads a backup whole and compares it with its manifest; without a receiver only that. Throws StartUpError that names
 * what is damaged. What was placed by then is for the caller to remove.
 */
export async function readBackupFile(path: string, receiver?: BackupReceiver): Promise<BackupAbout> {
  const entries = extract()
  let at = 'its beginning'
  const read = pipeline(createReadStream(path), createZstdDecompress(), entries)
  read.catch(() => undefined)
  const found: Manifest = {}
  let about: BackupAbout | undefined
  let manifest: Manifest | undefined
  try {
    for await (const entry of entries as AsyncIterable<Entry>) {
      const { name, type } = entry.header
      at = name
      if (!SAFE_NAME.test(name)) throw new Unusable(`it holds a file of the name ${JSON.stringify(name)}`)
      if (name === MANIFEST) {
        manifest = manifestSchema.parse(JSON.parse(await textOf(entry)))
        continue
      }
      const hash = createHash('sha256')
      if (about === undefined) {
        if (name !== ABOUT) throw new Unusable('it does not begin with what it is')
        const text = await textOf(entry)
        hash.update(text)
        about = backupAbout.parse(JSON.parse(text))
        await receiver?.begin(about)
      } else {
        await place(entry, hash, receiver?.placeOf(name))
      }
      if (type === 'file') found[name] = { bytes: entry.header.size, sha256: hash.digest('hex') }
    }
    await read
  } catch (error) {
    if (error instanceof StartUpError && !(error instanceof Unusable)) throw error
    // Not what is in the backup, but this machine: no such file, a full disk.
    if (error instanceof Error && 'syscall' in error) throw new StartUpError(`${path}: ${error.message}`)
    throw new StartUpError(`${path} is no whole backup: damaged at ${at} (${(error as Error).message}).`, {
      cause: error,
    })
  }
  if (about === undefined || manifest === undefined) {
    throw new StartUpError(`${path} is no whole backup: it breaks off at ${at}.`)
  }
  const damaged = damagedOf(manifest, found)
  if (damaged !== undefined) {
    throw new StartUpError(`${path} is damaged: ${damaged} in it is not what was backed up.`)
  }
  return about
}

/** The file does not read as one of ours. */
class Unusable extends StartUpError {}

type Entry = AsyncIterable<Buffer> & { header: Header }

async function place(entry: Entry, hash: Hash, path: string | undefined): Promise<void> {
  if (path !== undefined && entry.header.type === 'directory') {
    await mkdir(path, { recursive: true, mode: 0o700 })
  }
  const isWritten = path !== undefined && entry.header.type === 'file'
  if (isWritten) await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = isWritten ? await open(path, 'wx', 0o600) : undefined
  try {
    for await (const chunk of entry) {
      hash.update(chunk)
      await file?.writeFile(chunk)
    }
  } finally {
    await file?.close()
  }
}

async function textOf(entry: Entry): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of entry) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** The first file that is missing, too much, or other than it was. */
function damagedOf(manifest: Manifest, found: Manifest): string | undefined {
  const names = new Set([...Object.keys(manifest), ...Object.keys(found)])
  return [...names].find((name) => {
    const [was, is] = [manifest[name], found[name]]
    return was === undefined || is === undefined || was.bytes !== is.bytes || was.sha256 !== is.sha256
  })
}
