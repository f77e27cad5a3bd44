import type { EyeMachine } from '@/lib/activation/discovery/client-eye'
import { cleanName, KMS_PORT } from '@/lib/activation/discovery/discovery'
import { releaseRank } from '@/lib/activation/product/release-order'
import { loadSurroundings, type Surroundings } from '../clients/surroundings'
import { conditionAt } from '../license-at'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** A machine as its observations tell it, for the client's eye. */
export interface SeenMachine {
  name: string
  /** client: reported. directory: known from a directory only. name: nothing is known but the name. */
  knownFrom: 'client' | 'directory' | 'name'
  isSample: boolean
  /** Its Windows is licensed in a way that asks no KMS host: 'MAK'. */
  otherChannel: string | null
  machine: EyeMachine
}

/** What a machine of this name would ask; never empty, since a name alone says a suffix. */
export async function loadEyeMachine(reader: DataReader, name: string, now: Date): Promise<SeenMachine> {
  mustBeAble(reader, 'fleet.read')
  const wanted = cleanName(name)
  const [[row], surroundings, system] = await Promise.all([
    readRows<ClientRow>(CLIENT, [wanted, now]),
    loadSurroundings(wanted, now),
    operatingSystemOf(wanted),
  ])
  if (row) {
    const { name: known, isSample } = row
    const otherChannel = row.channel === null ? row.primaryChannel : null
    return { name: known, knownFrom: 'client', isSample, otherChannel, machine: machineOf(row, surroundings) }
  }
  return {
    name: wanted,
    knownFrom: system === undefined ? 'name' : 'directory',
    isSample: false,
    otherChannel: null,
    machine: { dnsSuffix: suffixOf(wanted), generation: generationOf(system) },
  }
}

interface ClientRow {
  name: string
  domain: string | null
  isSample: boolean
  generation: string | null
  channel: string | null
  primaryChannel: string | null
  activatedBy: string | null
  host: string | null
  port: number | null
  foundBy: string | null
  hostCaching: boolean | null
  condition: string | null
}

/** The license that asks a KMS host: Windows before others. */
const CLIENT = `
  SELECT c.name, c.domain, c.is_sample, c.generation, l.channel,
         c.channel AS primary_channel, l.activated_by, l.kms_host AS host, l.kms_port AS port,
         l.kms_found_by AS found_by, l.host_caching, ${conditionAt('$2')} AS condition
    FROM client_name n JOIN client c ON c.id = n.client_id
    LEFT JOIN LATERAL (
         SELECT * FROM license l WHERE l.client_id = c.id AND l.channel = 'KMS client' AND NOT l.is_addon
          ORDER BY l.slot = 'windows' DESC, l.observed_at DESC LIMIT 1) l ON true
   WHERE n.name = $1`

function machineOf(row: ClientRow, { dnsSuffixes }: Surroundings): EyeMachine {
  const address = row.host ? { host: row.host, port: row.port ?? KMS_PORT } : undefined
  const isRegistered = row.foundBy === 'registered'
  const isShort = !row.name.includes('.')
  const [first, ...others] = dnsSuffixes?.value ?? []
  return {
    generation: row.generation ?? undefined,
    dnsSuffix: first ?? (isShort ? domainSuffix(row.domain) : suffixOf(row.name)),
    ...(others.length > 0 && { searchList: others }),
    ...(row.hostCaching === null ? {} : { hostCaching: row.hostCaching }),
    ...(isRegistered && address ? { registered: address } : {}),
    ...(!isRegistered && address ? { cached: address } : {}),
    isActivated: row.condition === 'licensed',
    isByDirectory: row.activatedBy === 'directory',
  }
}

/** What follows the first label. */
function suffixOf(name: string): string | undefined {
  const at = name.indexOf('.')
  return at < 0 || /^[\d.]+$/.test(name) ? undefined : name.slice(at + 1)
}

/** A domain as observed may be a NetBIOS name, which is no suffix. */
const domainSuffix = (domain: string | null) => (domain?.includes('.') ? domain.toLowerCase() : undefined)

async function operatingSystemOf(name: string): Promise<string | null | undefined> {
  const rows = await readRows<{ system: string | null }>(
    'SELECT operating_system AS system FROM directory_computer WHERE name = $1 AND gone_at IS NULL LIMIT 1',
    [name],
  )
  return rows[0]?.system
}

/** 'Windows Server 2008 R2' of 'Windows Server 2008 R2 Standard': the longest beginning that is a generation. */
function generationOf(system: string | null | undefined): string | undefined {
  const words = (system ?? '').replace(/[®™]/g, '').split(/\s+/)
  for (let length = words.length; length > 1; length -= 1) {
    const beginning = words.slice(0, length).join(' ')
    if (releaseRank(beginning) !== undefined) return beginning
  }
  return undefined
}
