/** What a ZIP archive says of its entries, checked before anything unpacks it. APPNOTE.TXT 6.3.10, sections 4.3 and 4.4. */
import { inflateRawSync } from 'node:zlib'

export interface ZipLimits {
  entries: number
  /** Of all entries together, unpacked. */
  bytes: number
}

export type ZipRefusal = { kind: 'broken' } | { kind: 'encrypted' } | { kind: 'tooLarge'; limits: ZipLimits }

export type UnpackedZip = { ok: true; entries: ZipEntry[] } | { ok: false; refusal: ZipRefusal }

export interface ZipEntry {
  name: string
  content: Buffer
}

interface Listed {
  name: string
  flags: number
  method: number
  packed: number
  unpacked: number
  /** Where its local header begins. */
  offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const MOST_COMMENT = 0xffff
const STORED = 0
const DEFLATED = 8

/**
 * Unpacks the entries whose name `wanted` accepts, each to no more than the archive declares, all to no more than
 * `limits`. An archive that declares less than it holds is broken. Never throws.
 */
export function unpackZip(
  bytes: Uint8Array,
  limits: ZipLimits,
  wanted: (name: string) => boolean,
): UnpackedZip {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const listed = listEntries(archive, limits.entries)
    if (listed === undefined) return { ok: false, refusal: { kind: 'tooLarge', limits } }
    if (listed.some(({ flags }) => (flags & 1) === 1)) return { ok: false, refusal: { kind: 'encrypted' } }
    const chosen = listed.filter(({ name }) => wanted(name))
    const total = chosen.reduce((sum, { unpacked }) => sum + unpacked, 0)
    if (total > limits.bytes) return { ok: false, refusal: { kind: 'tooLarge', limits } }
    return { ok: true, entries: chosen.map((one) => ({ name: one.name, content: unpack(archive, one) })) }
  } catch {
    return { ok: false, refusal: { kind: 'broken' } }
  }
}

/** Undefined when there are more than allowed. Throws a RangeError where the bytes end too early. */
function listEntries(archive: Buffer, most: number): Listed[] | undefined {
  const end = endOf(archive)
  const count = archive.readUInt16LE(end + 10)
  if (count > most) return undefined
  const listed: Listed[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Error('no central header')
    const nameLength = archive.readUInt16LE(at + 28)
    listed.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      flags: archive.readUInt16LE(at + 8),
      method: archive.readUInt16LE(at + 10),
      packed: archive.readUInt32LE(at + 20),
      unpacked: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return listed
}

function endOf(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_BYTES - MOST_COMMENT)
  for (let at = archive.length - END_BYTES; at >= first; at -= 1) {
    if (archive.readUInt32LE(at) === END) return at
  }
  throw new Error('no end of the central directory')
}

function unpack(archive: Buffer, { method, packed, unpacked, offset }: Listed): Buffer {
  if (archive.readUInt32LE(offset) !== LOCAL) throw new Error('no local header')
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28)
  const content = archive.subarray(start, start + packed)
  if (content.length !== packed) throw new Error('cut off')
  if (method !== STORED && method !== DEFLATED) throw new Error(`packing method ${method}`)
  // An empty entry may be packed too; zlib takes no limit of 0.
  const whole = method === STORED ? content : inflateRawSync(content, { maxOutputLength: unpacked + 1 })
  if (whole.length !== unpacked) throw new Error('another size than declared')
  return whole
}
