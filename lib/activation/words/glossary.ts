/**
 * The words of the field, one per idea, as code, pages, database and documents use them. No tables behind this
 * file: pages may import it in the browser. The glossary of lib/activation/README.md is this table, printed.
 */
export interface GlossaryEntry {
  word: string
  meaning: string
  /** Who says so; 'this console' for words of our own. */
  source: string
}

const KMS_GUIDE = 'KMS planning guide (Microsoft, 11/2024)'
const SLMGR = 'slmgr.vbs and its messages (Microsoft)'
const ARTICLE = 'Volume Activation 2.0 article (2008) with its editor’s note'
const KEYS = 'KMS client activation keys (Microsoft, 10/2024)'
const OFFICE = 'Volume activation of Office (Microsoft, 09/2024)'
const WMI = 'Class SoftwareLicensingProduct (Microsoft)'
const OURS = 'this console'

export const GLOSSARY = [
  {
    word: 'license status',
    meaning:
      'What Windows reports, 0 to 6: unlicensed, licensed, initial grace, additional (out-of-tolerance) grace, non-genuine grace, notification, extended grace',
    source: WMI,
  },
  {
    word: 'effective status',
    meaning: 'The license status after the time that has passed; the reported one until that runs out',
    source: OURS,
  },
  {
    word: 'condition',
    meaning: 'The one word of lists and charts: licensed, grace, notification, unlicensed, silent',
    source: OURS,
  },
  {
    word: 'silent',
    meaning: 'Known, but not reported since validity and grace ran out; its effective status is our estimate',
    source: OURS,
  },
  {
    word: 'channel',
    meaning:
      'How a product is licensed: KMS client, MAK, KMS host, Retail, OEM, Evaluation, AVMA, Subscription',
    source: SLMGR,
  },
  {
    word: 'reason code',
    meaning: 'The HRESULT behind a status or a refusal, as `0xC004F038`',
    source: SLMGR,
  },
  {
    word: 'grace',
    meaning:
      'A period in which an unactivated product works in full: 30 days, 60 for the initial grace of Server 2008',
    source: ARTICLE,
  },
  {
    word: 'validity',
    meaning: '180 days (259,200 minutes) after each success through KMS or the directory',
    source: KMS_GUIDE,
  },
  {
    word: 'activation interval',
    meaning:
      'How often a client that is not activated asks again: every 120 minutes, unless the host says otherwise',
    source: KMS_GUIDE,
  },
  {
    word: 'renewal interval',
    meaning: 'How often an activated client asks again: every 7 days, unless the host says otherwise',
    source: KMS_GUIDE,
  },
  {
    word: 'KMS',
    meaning: 'Key Management Service: a host in the organisation activates clients over TCP 1688',
    source: KMS_GUIDE,
  },
  {
    word: 'KMS host',
    meaning: 'A machine with a CSVLK that answers clients and keeps a count',
    source: KMS_GUIDE,
  },
  {
    word: 'count',
    meaning:
      'Distinct CMIDs a host saw in the last 30 days, up to 50 (10 where only servers or only Office ask); not the size of the fleet. Refused requests count too',
    source: KMS_GUIDE,
  },
  {
    word: 'threshold',
    meaning:
      'The count a product needs, sent by the client: 25 for client editions, 5 for servers and Office. Client and server editions of Windows count together',
    source: KMS_GUIDE,
  },
  {
    word: 'CMID',
    meaning: 'Client machine ID, a GUID; evidence of identity, never the key: cloned images share it',
    source: KMS_GUIDE,
  },
  { word: 'GVLK', meaning: 'The published setup key that makes a volume edition a KMS client', source: KEYS },
  {
    word: 'CSVLK',
    meaning: 'The secret key that makes a machine a KMS host: six hosts, ten activations each',
    source: KMS_GUIDE,
  },
  {
    word: 'MAK',
    meaning: 'Multiple activation key: activates with Microsoft; each use counts, a repeated one too',
    source: ARTICLE,
  },
  {
    word: 'partial key',
    meaning: 'The last five characters of the installed key; many machines share a GVLK’s',
    source: WMI,
  },
  { word: 'activation ID', meaning: 'GUID of one edition and channel (SKU ID)', source: WMI },
  {
    word: 'application ID',
    meaning: 'GUID of Windows, Office 2010, or Office 2013 and later',
    source: WMI,
  },
  {
    word: 'extended PID',
    meaning: 'Product ID that tells platform, key group, channel, build and day',
    source: SLMGR,
  },
  {
    word: 'installation ID',
    meaning:
      'What a machine shows when it is activated without a connection: 54 digits up to Windows 7, 63 since Windows 8',
    source: SLMGR,
  },
  {
    word: 'confirmation ID',
    meaning: 'Microsoft’s answer to an installation ID; typed in or applied, it activates the machine',
    source: SLMGR,
  },
  {
    word: 'proxy activation',
    meaning:
      'Activation with a MAK through another machine that reaches Microsoft: installation IDs go out, confirmation IDs come back',
    source: ARTICLE,
  },
  {
    word: 'directory activation',
    meaning: 'Activation by an object in Active Directory (ADBA); no threshold',
    source: OFFICE,
  },
  {
    word: 'AVMA',
    meaning: 'Automatic virtual machine activation by a Datacenter Hyper-V host',
    source: 'Automatic virtual machine activation (Microsoft, 09/2023)',
  },
  {
    word: 'key group',
    meaning:
      'What a CSVLK may activate: Vista, Server A, B, C, the same again for 2008 R2, then one key per server version; each Office version has its own',
    source: ARTICLE,
  },
  {
    word: 'host key budget',
    meaning: 'The activations of one CSVLK, kept in a register because no host reports what is left',
    source: OURS,
  },
  {
    word: 'ledger',
    meaning: 'The append-only entries of a MAK; its balance is their sum, our count',
    source: OURS,
  },
  {
    word: 'drift',
    meaning: 'Our count against Microsoft’s; neither overwrites the other',
    source: OURS,
  },
  {
    word: 'ESU',
    meaning: 'Extended Security Updates: an add-on license beside the operating system',
    source: 'Enable Extended Security Updates (Microsoft)',
  },
  { word: 'rearm', meaning: 'Resets activation; the number left is limited', source: SLMGR },
  {
    word: 'reduced functionality',
    meaning:
      'How Vista without a service pack ended after its grace: hardly usable until it was activated. Service Pack 1 and Server 2008 show notifications instead',
    source: ARTICLE,
  },
  {
    word: 'SRV record',
    meaning: '`_vlmcs._tcp` in DNS: how clients find KMS hosts',
    source: KMS_GUIDE,
  },
  {
    word: 'host caching',
    meaning: 'A client keeps the KMS host that answered and asks it first; on by default',
    source: KMS_GUIDE,
  },
  {
    word: 'license slot',
    meaning:
      'The row of a machine that an observation belongs to: `windows`, `office:...`, `addon:...`, `other:...`',
    source: OURS,
  },
] as const satisfies readonly GlossaryEntry[]

export type GlossaryWord = (typeof GLOSSARY)[number]['word']

const MEANINGS: ReadonlyMap<string, string> = new Map(GLOSSARY.map(({ word, meaning }) => [word, meaning]))

/** What a word of the glossary means, as a sentence for a tooltip: without the marks of code in it. */
export function meaningOf(word: GlossaryWord): string {
  return `${(MEANINGS.get(word) ?? '').replaceAll('`', '')}.`
}
