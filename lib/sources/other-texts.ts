import { CODE_WITH_LETTERS } from '@/lib/activation/reason/misread-code'
import { normaliseCode } from '@/lib/activation/reason/reason-code'
import { CURRENT_EDITION_ROW, IPCONFIG_TITLE, SYSTEMINFO_ROW } from './machine/tool-signs'
import { toldReason } from './told-reason'

/** A text that is no reading: what it seems to be, and what to send instead. */
export interface OtherText {
  is: string
  send: string
  /** A message of a person that names a code: of that the Desk says more. */
  isMessage?: boolean
  /** Where in the text stands a code that is not written as codes are, in characters. */
  at?: number
}

interface Kind {
  pattern: RegExp
  /** Told by what the pattern found. */
  is: (found: RegExpExecArray, text: string) => string
  send: string
  isMessage?: true
  /** The person has to look at the place. */
  hasPlace?: true
}

const DLV = 'For the state of a license send the output of slmgr.vbs /dlv'
const MOMENT =
  'It says how things were at one moment, so an import keeps nothing of it. The Desk answers such a text'

/** The first that fits; the ones that say most stand first. */
const KINDS: readonly Kind[] = [
  {
    pattern: /_vlmcs\._tcp/i,
    is: (_, text) => `an answer of DNS about KMS hosts${hostsIn(text)}`,
    send: `${MOMENT}. Discovery asks DNS itself. ${DLV}`,
  },
  {
    pattern:
      /TcpTestSucceeded\s*:\s*(True|False)|TCP port 1688[^\n]{0,60}: (LISTENING|NOT LISTENING|FILTERED)/i,
    is: ([, tested, queried]) => `a test of TCP port 1688, which answered "${tested ?? queried}"`,
    send: `${MOMENT}. ${DLV}`,
  },
  {
    pattern: /^\s*(?:Target Edition|Zieledition)\s*:\s*([A-Za-z]{2,40})\s*$/m,
    is: ([, edition = '']) => `the editions that DISM can turn an installation into (${edition})`,
    send: `It holds no license status. ${DLV}`,
  },
  {
    pattern: CURRENT_EDITION_ROW,
    is: ([, edition = '']) => `the edition of an installation as DISM shows it (${edition})`,
    send: `An import keeps the edition. ${DLV}`,
  },
  {
    pattern: /<LICENSEINFOS>|<OFFICEPACK>|<WINPRODID>|"licenseinfos"\s*:/i,
    is: (_, text) => `an inventory of GLPI or OCS${inventoried(text)}, without a license status`,
    send: `Its products are installed, but nothing says how they are licensed. ${DLV} or ospp.vbs /dstatus`,
  },
  {
    pattern: /Mode per ProductReleaseId|"LicenseState"\s*:/i,
    is: () => 'vnextdiag output of Microsoft 365 Apps, which are licensed per user and not managed here',
    send: 'For volume licensed Office send the output of ospp.vbs /dstatus',
  },
  {
    pattern: /^Windows Registry Editor|^HKEY_LOCAL_MACHINE\\|SoftwareProtectionPlatform\s*$/m,
    is: () => 'an export of the registry',
    send: `It says which KMS host is set, not how the machine is licensed. ${DLV}`,
  },
  {
    pattern: SYSTEMINFO_ROW,
    is: () => 'the output of systeminfo',
    send: `An import keeps its domain and build. ${DLV}`,
  },
  {
    pattern: IPCONFIG_TITLE,
    is: () => 'the output of ipconfig',
    send: `An import keeps its DNS suffixes, which ipconfig /all shows. ${DLV}`,
  },
  {
    pattern: /^\s*(?:Leap Indicator|Stratum|Sprungindikator|Time Provider)\b|^\s*\[TimeProviders\]/m,
    is: () => 'the state of the time service',
    send: `An import keeps how far the clock is off, which w32tm /query /status /verbose shows. ${DLV}`,
  },
  {
    pattern: /^\s*SERVICE_NAME\s*:\s*sppsvc[\s\S]{0,200}?STATE\s*:\s*\d+\s+(\w+)|^\s*(\w+)\s+sppsvc\s/im,
    is: ([, queried, listed]) => `the state of the licensing service, "${queried ?? listed}"`,
    send: `${MOMENT}. ${DLV}`,
  },
  {
    pattern:
      /^(?:Pinging|Ping wird ausgeführt für|Envoi d’une requête|Haciendo ping a|Reply from|Request timed out)/m,
    is: () => 'the output of ping',
    send: `KMS answers on TCP 1688 alone: use Test-NetConnection -Port 1688. ${DLV}`,
  },
  {
    pattern: /msSPP-ActivationObject|CN=Activation Objects,CN=Microsoft SPP/i,
    is: () => 'activation objects of the directory',
    send: `They say what the directory may activate, not what it has activated. ${DLV}`,
  },
  {
    pattern: /^\s*(?:DisplayVersion|CurrentBuild(?:Number)?|BuildNumber|OsBuildNumber)\s*[:=]/im,
    is: () => 'the version of Windows on a machine',
    send: `It holds no license status. ${DLV}`,
  },
  {
    pattern: /\bevent id:? (\d{3,5})\b/i,
    is: (_, text) => `a list of events by their numbers (${eventsIn(text)}), without their data`,
    send: 'Export the log from Event Viewer as XML or CSV, or use Get-WinEvent',
  },
  {
    pattern:
      /\bProductKey\b|(?:Product|License) Key\b[^\n]*\t|^(?=[^\n]*(?:License ID|Organization name|Product|Type))[^\n]*[\t,;]"?Key"?\s*$/im,
    is: () => 'a list of product keys',
    send: 'Keys are added on the page Keys; here only last fives and counts are kept',
  },
  {
    pattern: /^Content-Transfer-Encoding:\s*base64\s*$/im,
    is: () => 'a mail whose text is encoded (base64)',
    send: 'Open it, and copy its text',
  },
  {
    pattern: /KeyManagementService(?:CurrentCount|TotalRequests)/i,
    is: () => 'the licensing service of KMS hosts, without their products',
    send: `A count is kept with the license of its host. ${DLV}, or SoftwareLicensingProduct beside it`,
  },
  {
    pattern: /license_?status/i,
    is: () => 'license data in a form that is not read',
    send: 'Send it through ConvertTo-Json, Export-Csv or Format-List',
  },
  {
    pattern:
      /(?:VOLUME_KMSCLIENT|VOLUME_MAK|TIMEBASED_EVAL|RETAIL|OEM_\w{2,6}) channel|\bWindows\(R\)[^\n]{0,60} edition/,
    is: () => 'a product without a license status',
    send: `${DLV}, or include LicenseStatus`,
  },
  {
    pattern: /\b0x[0-9a-f]{4,8}(?:\.{2,}|…)/i,
    is: ([code = '']) => `a message with a code that is cut off (${code})`,
    send: 'Send the whole code, eight digits behind 0x',
    isMessage: true,
    hasPlace: true,
  },
  {
    pattern: /\b(?:0x[0-9a-f]{8}|c004[0-9a-f]{4})\b/i,
    is: ([code = '']) => `a message with the code ${normaliseCode(code) ?? code}`,
    send: `The Desk explains it. ${DLV}`,
    isMessage: true,
  },
  {
    pattern: new RegExp(CODE_WITH_LETTERS.source, 'i'),
    is: ([written = '']) => `a message with what looks like a code: ${misread(written)}`,
    send: `The Desk explains codes. ${DLV}`,
    isMessage: true,
    hasPlace: true,
  },
]

const LOOK_AT = 64 * 1024

/** What a text seems to be that no reader took; absent when nothing in it tells. */
export function otherText(head: string): OtherText | undefined {
  const text = head.slice(0, LOOK_AT)
  for (const { pattern, is, hasPlace, ...kind } of KINDS) {
    const found = pattern.exec(text)
    if (found !== null) return { is: is(found, text), ...kind, ...(hasPlace && { at: found.index }) }
  }
  return undefined
}

function misread(written: string): string {
  const { code, guess } = toldReason(written)
  if (code !== undefined) return `“${written}”, read as ${code}`
  return `“${written}”${guess === undefined ? '' : `, which may mean ${guess}`}`
}

const HOST =
  /(?:svr hostname\s*=\s*|NameTarget\s*:\s*|\bSRV\s+\d+\s+\d+\s+\d+\s+|\bSRV\s+\d+\s+Answer\s+)([\w-][\w.-]{0,252})/gi
const PORT = /(?:\bport\s*[=:]\s*|\bSRV\s+\d+\s+\d+\s+|\bAnswer\s+\S+\s+\d+\s+\d+\s+)(\d{1,5})/i

function hostsIn(text: string): string {
  const hosts = [...new Set([...text.matchAll(HOST)].map(([, host = '']) => host.replace(/\.$/, '')))].slice(
    0,
    3,
  )
  if (hosts.length === 0) return ''
  const port = PORT.exec(text)?.[1]
  return `: the SRV record names ${hosts.join(', ')}${port === undefined ? '' : `, TCP ${port}`}`
}

function inventoried(text: string): string {
  const machine = /<NAME>([\w.-]{1,64})<\/NAME>/.exec(text)?.[1]
  const lastFive = /X{5}-([A-Z0-9]{5})</.exec(text)?.[1]
  const of = machine === undefined ? '' : ` of ${machine.toLowerCase()}`
  return lastFive === undefined ? of : `${of} (a key that ends in ${lastFive})`
}

const eventsIn = (text: string) =>
  [...new Set([...text.matchAll(/\bevent id:? (\d{3,5})\b/gi)].map(([, id]) => id))].slice(0, 5).join(', ')
