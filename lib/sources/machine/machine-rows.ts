import { isIP } from 'node:net'
import type { MachineReading } from '@/lib/activation/observation'
import { holdsProductKey } from '@/lib/activation/product/product-key'
import { CURRENT_EDITION, CURRENT_EDITION_ROW, IPCONFIG_TITLE, SYSTEMINFO_ROW } from './tool-signs'

/** What one row of ipconfig, w32tm, systeminfo or DISM tells of its machine. */
export type MachineFacts = Pick<
  MachineReading,
  'dnsSuffixes' | 'clockOffsetSeconds' | 'edition' | 'build'
> & {
  name?: string
}

/** `   Primary Dns Suffix  . . . . . . . : plant.example`; of a search list the next rows hold a value alone. */
const ROW = /^\s*(\S[^:：]{0,60}?)[ .]*\s?[:：](.*)/
const DOMAIN_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?(?:\.[\p{L}\p{N}_-]+)+$/u
const MACHINE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_-]{0,62}$/u

const HOST_NAME =
  /^(?:host ?name|nom de l.hôte|nombre de (?:host|equipo)|nome host|nome do host|hostnaam|nazwa hosta|název hostitele|ana bilgisayar adı|värddatornamn|имя (?:компьютера|узла)|ホスト名|호스트 이름|主机名|主機名稱)$/i
const DOMAIN =
  /^(?:domain|domäne|domaine|dominio|domínio|domein|domena|doména|etki alanı|домен|ドメイン|도메인|域|網域)$/i
const EDITION = new RegExp(`^(?:${CURRENT_EDITION})$`, 'i')
const BUILD = /\b10\.0\.(\d{5})\b|\b6\.[0-3]\.(\d{4})\b/
/** w32tm: `Phase Offset: -412.5s` of /status /verbose, `10:00:00, +00.0123s` and `o:+00.0123s` of /stripchart, `NTP: +0.01s offset` of /monitor. */
const OFFSET =
  /(?:Phase Offset|Phasenoffset|Décalage de phase|Desfase|NTP)\s*:\s*([+-]?\d{1,9})[.,]\d+s|^\d{1,2}:\d{2}:\d{2}, (?:.*\bo:)?([+-]\d{1,9})[.,]\d+s/i

/** The tools whose output is read, by what only they print. */
export const TOOLS = new RegExp(
  [
    IPCONFIG_TITLE.source,
    SYSTEMINFO_ROW.source,
    CURRENT_EDITION_ROW.source,
    String.raw`^\s*(?:Phase Offset|Phasenoffset)\s*:`,
    String.raw`^\d{1,2}:\d{2}:\d{2}, (?:.*\bo:)?[+-]\d+\.\d+s`,
  ].join('|'),
  'm',
)

/** What a row tells; absent for all others. label: of a row that goes on with a value alone. */
export function machineFactsOf(text: string, labelBefore = ''): MachineFacts & { label?: string } {
  const offset = OFFSET.exec(text)
  if (offset !== null) return { clockOffsetSeconds: Number(offset[1] ?? offset[2]) }
  const row = ROW.exec(text)
  const label = row?.[1] ?? labelBefore
  const value = (row?.[2] ?? text).trim()
  return { ...toldBy(label, value), label: isSuffixLabel(label) ? label : '' }
}

const isSuffixLabel = (label: string) => /dns/i.test(label)

function toldBy(label: string, value: string): MachineFacts {
  if (holdsProductKey(value)) return {}
  const isDomain = DOMAIN_NAME.test(value) && isIP(value) === 0
  if (isDomain && (isSuffixLabel(label) || DOMAIN.test(label))) return { dnsSuffixes: [value.toLowerCase()] }
  if (HOST_NAME.test(label) && MACHINE_NAME.test(value)) return { name: value.toLowerCase() }
  if (EDITION.test(label) && /^[A-Za-z]{2,40}$/.test(value)) return { edition: value }
  const build = BUILD.exec(value)
  return build !== null && /\bBuild\b|ビルド|内部版本|組建|빌드|сборка/i.test(value)
    ? { build: Number(build[1] ?? build[2]) }
    : {}
}
