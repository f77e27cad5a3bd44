import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import {
  agentlessCommand,
  COLLECTOR_FILE,
  COLLECTOR_PATH,
  detectionScript,
  downloadCommand,
  installArguments,
  installCommand,
  remediationDetection,
  remediationScript,
  sendForwardedScript,
  shareScript,
  subscriptionXml,
  uninstallCommand,
} from '@/lib/activation/collection/roll-out-scripts'
import type { RollOut } from '@/lib/activation/collection/roll-out-words'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** One step of a roll-out, with what is to be run or saved for it. */
export interface Step {
  title: string
  text: ReactNode
  scripts?: readonly { name: string; text: string }[]
}

export interface RollOutFacts {
  /** address of the console */
  server: string
  /** KMS hosts that are registered and in service */
  hosts: readonly string[]
}

/** What to do, in order. */
export const ROLL_OUT_STEPS: Readonly<Record<RollOut, (facts: RollOutFacts) => readonly Step[]>> = {
  byHand: ({ server }) => [
    SCRIPT_AND_TOKEN,
    {
      title: 'Look at what it would send',
      text: 'In an elevated PowerShell. Nothing is sent or changed.',
      scripts: [
        {
          name: 'PowerShell',
          text: `${downloadCommand(server)}\n.\\${COLLECTOR_FILE} -Server ${server} -WhatIf\n`,
        },
      ],
    },
    {
      title: 'Install it',
      text: 'It closes its folder under ProgramData to all but SYSTEM and administrators, puts the token there and makes a scheduled task. Delete the token file afterwards.',
      scripts: [{ name: 'PowerShell', text: `${installCommand(server)}\n` }],
    },
    {
      title: 'Check the way to the console',
      text: 'It says how the name resolves, which TLS version and certificate answer, and whether the token is taken.',
      scripts: [
        {
          name: 'PowerShell',
          text: `& "$env:ProgramData\\ActivationConsole\\${COLLECTOR_FILE}" -Server ${server} -Check\n`,
        },
      ],
    },
  ],
  groupPolicy: ({ server }) => [
    SCRIPT_AND_TOKEN,
    {
      title: 'Share both with computers only',
      text: 'Not in NETLOGON: every user can read there. Put script and token.txt into this folder.',
      scripts: [{ name: 'PowerShell, on the file server', text: shareScript() }],
    },
    {
      title: 'Add an immediate task to a policy',
      text: 'Computer Configuration, Preferences, Control Panel Settings, Scheduled Tasks, New, Immediate Task (At least Windows 7). Run as NT AUTHORITY\\System with highest privileges. The policy applies again at each refresh, and so brings a new token or script.',
      scripts: [
        { name: 'Program', text: 'powershell.exe' },
        {
          name: 'Arguments',
          text: `-NoProfile -NonInteractive -ExecutionPolicy Bypass ${installArguments(server, '\\\\fileserver\\ActivationConsole$')}`,
        },
      ],
    },
    POLICY_OF_EXECUTION,
  ],
  intune: ({ server }) => [
    SCRIPT_AND_TOKEN,
    {
      title: 'Make a Win32 app of both files',
      text: 'The content of an app is encrypted; a script of Intune is not, and its text ends in logs on the machine, so the token must not stand in one. Install behaviour: System.',
      scripts: [
        { name: 'Install command', text: installCommand(server) },
        { name: 'Uninstall command', text: uninstallCommand() },
        { name: 'Detection script', text: detectionScript() },
      ],
    },
    {
      title: 'Keep it in place with a remediation',
      text: 'Optional. It runs as System in 64-bit PowerShell, and brings back a script or task that somebody removed.',
      scripts: [
        { name: 'Detection', text: remediationDetection() },
        { name: 'Remediation', text: remediationScript(server) },
      ],
    },
  ],
  configMgr: ({ server }) => [
    SCRIPT_AND_TOKEN,
    {
      title: 'Make an application with a script installer',
      text: 'Restrict the content share to computers: the token lies in it. Install for system, whether or not a user is logged on.',
      scripts: [
        { name: 'Installation program', text: installCommand(server) },
        { name: 'Uninstall program', text: uninstallCommand() },
        { name: 'Detection method, PowerShell', text: detectionScript() },
      ],
    },
    POLICY_OF_EXECUTION,
  ],
  forwarding: ({ server, hosts }) => [
    {
      title: 'Let the hosts be read',
      text: 'On each KMS host. COLLECTOR is the machine that fetches the events.',
      scripts: [
        {
          name: 'Command prompt, on each host',
          text: 'winrm quickconfig -quiet\nnet localgroup "Event Log Readers" "CORP\\COLLECTOR$" /add\nwevtutil sl "Key Management Service" /ms:134217728\n',
        },
      ],
    },
    {
      title:
        hosts.length === 0
          ? 'Subscribe to the hosts'
          : `Subscribe to ${formatCountOf(hosts.length, 'registered host')}`,
      text:
        hosts.length === 0 ? (
          <>
            No host is registered. Register them under <Link href={paths.kmsHosts()}>KMS hosts</Link>, and the
            subscription names them.
          </>
        ) : (
          'Save it as kms-hosts.xml on the collector machine. A new host: come back for a new file.'
        ),
      scripts: [
        { name: 'kms-hosts.xml', text: subscriptionXml(hosts) },
        {
          name: 'Command prompt, on the collector machine',
          text: 'wecutil qc /quiet\nwevtutil sl ForwardedEvents /ms:1073741824\nwecutil cs kms-hosts.xml\n',
        },
      ],
    },
    {
      title: 'Send what arrives',
      text: (
        <>
          As an hourly task of SYSTEM. It needs a token that may send files (
          <Link href={paths.tokens()}>API tokens</Link>) in ProgramData\ActivationConsole\token.txt, closed to
          all but SYSTEM and administrators. Events keep the host they are from, and none is counted twice.
        </>
      ),
      scripts: [{ name: 'Send-Forwarded.ps1', text: sendForwardedScript(server) }],
    },
  ],
  agentless: ({ server }) => [
    {
      title: 'Get script and list',
      text: (
        <>
          On an admin workstation. Lists of machines worth a round are on the page{' '}
          <Link href={paths.attempts()}>Collection attempts</Link>; an organizational unit does as well.
        </>
      ),
      scripts: [{ name: 'PowerShell', text: `${downloadCommand(server)}\n` }],
    },
    {
      title: 'Read the machines',
      text: 'Over WinRM or else DCOM, 32 at a time, with your own rights or a credential; none is kept. Each machine ends in an outcome, and the file is written as they end.',
      scripts: [
        { name: 'By list', text: `${agentlessCommand()}\n` },
        {
          name: 'By organizational unit, with another account',
          text: `.\\${COLLECTOR_FILE} -OrganizationalUnit 'OU=Clients,DC=corp,DC=example' -Credential (Get-Credential) -OutFile .\\activation.ndjson\n`,
        },
      ],
    },
    {
      title: 'Import the file',
      text: (
        <>
          Drop it on <Link href={paths.imports()}>Imports</Link>, or add -Server and -TokenFile to the command
          and it is sent.
        </>
      ),
    },
  ],
}

const SCRIPT_AND_TOKEN: Step = {
  title: 'Get script and token',
  text: (
    <>
      <a className="link" href={COLLECTOR_PATH} download>
        {COLLECTOR_FILE}
      </a>{' '}
      and, under <Link href={paths.tokens()}>API tokens</Link>, a token that may send observations, saved as
      the only line of token.txt. One token serves a whole site.
    </>
  ),
}

const POLICY_OF_EXECUTION: Step = {
  title: 'If a policy sets the execution policy',
  text: 'A policy wins over -ExecutionPolicy Bypass. Where only signed scripts may run, sign the script with your own certificate; where AppLocker or App Control is on, signing it also keeps it out of Constrained Language Mode.',
}
