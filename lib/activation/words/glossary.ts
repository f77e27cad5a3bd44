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
const ESU_PAGE = 'Enable Extended Security Updates (Microsoft, 07/2025)'
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
    meaning:
      'Multiple activation key: activates with Microsoft; each use counts, a repeated one too. Its size is a share of the licenses bought, and activations say nothing of compliance. With Open Value an organisation gets MAKs by default and KMS host keys by exception',
    source:
      'Volume Activation 2.0 article; Product keys of the Microsoft 365 admin centre (Microsoft, 12/2024)',
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
    meaning:
      'Microsoft’s answer to an installation ID; typed in or applied, it activates the machine. From the portal aka.ms/aoh, where it is still offered by phone; for ESU the centre may send a link by text message, for two devices at a time',
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
    meaning:
      'Activation by an object in Active Directory (ADBA); no threshold. Leaving the domain ends it at the next start; the machine then tries KMS',
    source: OFFICE,
  },
  {
    word: 'AVMA',
    meaning: 'Automatic virtual machine activation by a Datacenter Hyper-V host',
    source: 'Automatic virtual machine activation (Microsoft, 09/2023)',
  },
  {
    word: 'Azure Edition',
    meaning:
      'Windows Server Datacenter: Azure Edition, which Azure activates; it cannot be a KMS host. Its watermark can stay though KMS has answered, while the metadata service 169.254.169.254 is not reached or its certificates are missing',
    source: 'KMS planning guide; Activation watermark appears (Microsoft)',
  },
  {
    word: 'key group',
    meaning:
      'What a CSVLK may activate: Vista, Server A, B, C, the same again for 2008 R2, then one key per server version; each Office version has its own',
    source: ARTICLE,
  },
  {
    word: 'Semi-Annual Channel',
    meaning:
      'Windows Server versions 1709 to 20H2, without a release name. The host keys of Server 2016 and later activate them',
    source: KMS_GUIDE,
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
    source: ESU_PAGE,
  },
  {
    word: 'ESU for Windows 10',
    meaning:
      'A MAK for each year, on 22H2 with KB5046613 or later, then the preparation package KB5072653 (the package and the dates are seen in public copies only). Coverage ends 13 Oct 2026, 12 Oct 2027 and 10 Oct 2028; year 2 needs year 1. Without Internet: slmgr.vbs /dti and /atp, each with the activation ID of the year',
    source: ESU_PAGE,
  },
  {
    word: 'ESU free of charge',
    meaning:
      'Virtual machines in Azure, Azure Local, Azure Virtual Desktop, Windows 365 and Azure Stack Hub and Edge need no key and no activation. A Windows 10 PC that opens a Windows 365 PC is licensed for 30 days, renewed from day 22, while it is joined and its user signs in at least every 22 days',
    source: ESU_PAGE,
  },
  { word: 'rearm', meaning: 'Resets activation; the number left is limited', source: SLMGR },
  {
    word: 'slmgr.vbs',
    meaning:
      'The script that shows and changes licenses of Windows; ospp.vbs is that of Office. Both need VBScript, an optional feature: on by default, off by default in 2026 or 2027, removed later',
    source: 'VBScript deprecation (Microsoft 365 developer blog, 09/2025)',
  },
  {
    word: 'OSLicense',
    meaning:
      'The PowerShell module that replaces slmgr.vbs: Get-OSLicenseInfo, Get-KmsLicenseInfo and Get-SubscriptionLicenseInfo. In Windows 11 with KB5124008 (09/2026) and in Server preview 29651. Its lists and JSON are read here',
    source: 'OSLicense module (Microsoft, 2026)',
  },
  {
    word: 'pkeyconfig',
    meaning:
      'The files by which Windows and VAMT know keys. VAMT needs a download of its own for ESU keys of Windows 10 (Microsoft download 106364), and newer host keys stay unknown to it without such files. It sees how many activations a MAK has left, never those of a CSVLK',
    source: 'Enable Extended Security Updates; VAMT known issues (Microsoft)',
  },
  {
    word: 'VAMT',
    meaning:
      'Microsoft’s tool for volume activation, newest in ADK 10.1.28000. A machine that sleeps slows it down, as WMI waits; a CIL file of an older version lacks the edition until the machine is read again; its database can refuse inserts and collations',
    source: 'VAMT known issues (Microsoft)',
  },
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
    word: 'DNS suffix',
    meaning:
      'Where a client looks for the SRV record: its primary suffix, which for a domain member is the domain; in a workgroup the domain that DHCP option 15 gives; then the search list. slmgr.vbs /skms-domain replaces all of them. A workgroup machine without any asks nothing and answers 0x8007007B',
    source: 'Troubleshooting KMS and DNS; slmgr.vbs options (Microsoft)',
  },
  {
    word: 'priority and weight',
    meaning:
      'Which of several KMS hosts a client asks first. Used since Windows 7 and Server 2008 R2 (one page of Microsoft still describes the first generation, which ignored both); host caching hides them, so who wants them switches it off with slmgr.vbs /ckhc',
    source: 'Windows 7 volume activation guide; slmgr.vbs options (Microsoft)',
  },
  {
    word: 'TCP 1688',
    meaning:
      'The only port of KMS. Microsoft’s page on replacing a host (07/2025) also opens TCP 135, without a reason; every other page names 1688 alone',
    source: 'Replace a KMS host (Microsoft, 07/2025)',
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
