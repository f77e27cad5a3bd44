import { KMS_PORT } from '../discovery/discovery'
import { releaseRank } from '../product/release-order'
import type { SetupStepId } from './setup-steps'

/** Commands for the set-up of a KMS host, ready to copy. A key is never among them: it is typed on the host. */

export interface SetupCommand {
  /** What it does, or when it is the one to take. */
  purpose: string
  command: string
}

/** A host as far as its commands depend on it. */
export interface CommandTarget {
  /** 'Windows Server 2022'; absent: not known, commands of today. */
  platform?: string | undefined
  port: number
  name: string
}

const rank = (generation: string) => releaseRank(generation) ?? 0

/** slmgr.vbs of 2003, Vista and 2008 writes its switches with a hyphen. */
const isFirstGeneration = (platform: string | undefined) =>
  platform !== undefined && rank(platform) <= rank('Windows Server 2008')
/** Windows PowerShell with the firewall's own cmdlets came with 2012. */
const hasFirewallCmdlets = (platform: string | undefined) =>
  platform === undefined || rank(platform) >= rank('Windows Server 2012')
const isServer2003 = (platform: string | undefined) => platform === 'Windows Server 2003'

function slmgr(platform: string | undefined, words: string): string {
  return `cscript //nologo %SystemRoot%\\System32\\slmgr.vbs ${isFirstGeneration(platform) ? '-' : '/'}${words}`
}

/**
 * The commands of one step. Sources: slmgr.vbs of each generation; “Create a KMS host” (Microsoft, 11/2024); the
 * Volume Activation 2.0 article for 2003, Vista and 2008.
 */
export function setupCommands(step: SetupStepId, target: CommandTarget): SetupCommand[] {
  return COMMANDS[step](target)
}

const service = (platform: string | undefined) => (isFirstGeneration(platform) ? 'slsvc' : 'sppsvc')

const COMMANDS: Readonly<Record<SetupStepId, (target: CommandTarget) => SetupCommand[]>> = {
  key: ({ platform }) => [
    ...(hasFirewallCmdlets(platform)
      ? [
          {
            purpose: 'The role with its wizard (vmw.exe), once; not needed where slmgr.vbs is used',
            command: 'Install-WindowsFeature -Name VolumeActivation -IncludeManagementTools',
          },
        ]
      : []),
    {
      purpose: 'Replace the last word with the host key (CSVLK); the command shows it on the screen',
      command: slmgr(platform, 'ipk HOST-KEY-HERE'),
    },
  ],
  activated: ({ platform }) => [
    { purpose: 'Online, from a host with access to the Internet', command: slmgr(platform, 'ato') },
    { purpose: 'Without Internet: read the installation ID …', command: slmgr(platform, 'dti') },
    {
      purpose: '… get the confirmation ID by phone or in Microsoft’s portal, and enter it',
      command: slmgr(platform, 'atp CONFIRMATION-ID-HERE'),
    },
    { purpose: 'Check the result', command: slmgr(platform, 'dlv') },
  ],
  port: portCommands,
  dns: ({ platform }) => [
    { purpose: 'Switch publishing on', command: slmgr(platform, 'sdns') },
    {
      purpose: 'Publish now instead of within a day',
      command: `net stop ${service(platform)} && net start ${service(platform)}`,
    },
  ],
  firstClients: ({ platform, name, port }) => [
    {
      purpose: 'On a client: does DNS lead to the host?',
      command: 'nslookup -type=srv _vlmcs._tcp',
    },
    ...(hasFirewallCmdlets(platform)
      ? [
          {
            purpose: 'On a client: does the port answer?',
            command: `Test-NetConnection -ComputerName ${name} -Port ${port}`,
          },
        ]
      : []),
    {
      purpose: 'On a client: ask this host now, without DNS',
      command: `cscript //nologo %SystemRoot%\\System32\\slmgr.vbs /skms ${name}:${port}`,
    },
    { purpose: 'On a client: activate', command: 'cscript //nologo %SystemRoot%\\System32\\slmgr.vbs /ato' },
    {
      purpose: 'On that client afterwards: back to DNS',
      command: 'cscript //nologo %SystemRoot%\\System32\\slmgr.vbs /ckms',
    },
  ],
  threshold: ({ platform }) => [
    { purpose: 'The count as the host shows it', command: slmgr(platform, 'dlv') },
  ],
}

function portCommands({ platform, port }: CommandTarget): SetupCommand[] {
  const own =
    port === KMS_PORT ? [] : [{ purpose: 'Listen on this port', command: slmgr(platform, `sprt ${port}`) }]
  if (isServer2003(platform)) {
    return [
      ...own,
      {
        purpose: 'Open the port to the local subnet',
        command: `netsh firewall set portopening TCP ${port} "Key Management Service" ENABLE SUBNET`,
      },
    ]
  }
  if (!hasFirewallCmdlets(platform)) {
    return [
      ...own,
      {
        purpose: 'Open the port in the domain profile only',
        command: `netsh advfirewall firewall add rule name="Key Management Service (TCP ${port})" dir=in action=allow protocol=TCP localport=${port} profile=domain`,
      },
    ]
  }
  const rule =
    port === KMS_PORT
      ? 'Enable-NetFirewallRule -Name SPPSVC-In-TCP; Set-NetFirewallRule -Name SPPSVC-In-TCP -Profile Domain'
      : `New-NetFirewallRule -DisplayName "Key Management Service (TCP ${port})" -Direction Inbound -Protocol TCP -LocalPort ${port} -Profile Domain -Action Allow`
  const purpose =
    'Open the port in the domain profile only (Microsoft’s page of 07/2025 on replacing a host also opens TCP 135, without a reason)'
  return [...own, { purpose, command: rule }]
}
