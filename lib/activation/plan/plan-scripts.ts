import { keyGroupLabel } from '../kms/host-platforms'
import type { ActivationPlan } from './plan'
import type { PlanInput } from './plan-inventory'
import { srvRecordsOf } from './plan-sentence'
import { stepsInOrder } from './plan-steps'

/** A plan as scripts to look over and run. No key is ever in one: its place says so. */

export const PLAN_SCRIPTS = {
  nsupdate: { label: 'nsupdate script', fileName: 'plan-dns.nsupdate', comment: ';' },
  powershell: { label: 'PowerShell for Windows DNS', fileName: 'plan-dns.ps1', comment: '#' },
  slmgr: { label: 'slmgr commands', fileName: 'plan-slmgr.cmd', comment: 'rem' },
  gpo: { label: 'Group policy settings', fileName: 'plan-gpo.ps1', comment: '#' },
} as const

export type PlanScript = keyof typeof PLAN_SCRIPTS

export const isPlanScript = (word: string): word is PlanScript => Object.hasOwn(PLAN_SCRIPTS, word)

/** One of the scripts, with a head that says what it is and what it leaves out. */
export function planScript(name: PlanScript, plan: ActivationPlan, input: PlanInput): string {
  const { label, comment } = PLAN_SCRIPTS[name]
  const lines = BODIES[name](plan, input)
  const note = (words: string) => `${comment} ${words}`
  const head = [
    note(`${label} of the activation plan. Read it before you run it.`),
    ...lines.notes.map(note),
    '',
  ]
  const body = lines.body.length === 0 ? [note('Nothing to do: the plan needs none of this.')] : lines.body
  const start = comment === 'rem' ? ['@echo off'] : []
  return `${[...start, ...head, ...body].join(comment === ';' ? '\n' : '\r\n')}${comment === ';' ? '\n' : '\r\n'}`
}

interface Body {
  notes: string[]
  body: string[]
}

/** A name for DNS and nothing else: whatever else stands in a plan must not become a command. */
const isDnsName = (name: string) =>
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*$/i.test(name)

function recordsFor(plan: ActivationPlan, input: PlanInput) {
  const all = srvRecordsOf(plan, input)
  const usable = all.filter(({ zone, host }) => isDnsName(zone) && isDnsName(host))
  const left = all.length - usable.length
  return {
    usable,
    notes: left === 0 ? [] : [`${left} records are left out: their zone or host is no DNS name.`],
  }
}

const A_RECORDS = 'Each host needs an A record, too; these scripts make the SRV records.'

const BODIES: Readonly<Record<PlanScript, (plan: ActivationPlan, input: PlanInput) => Body>> = {
  nsupdate: (plan, input) => {
    const { usable, notes } = recordsFor(plan, input)
    const zones = [...Map.groupBy(usable, ({ zone }) => zone)]
    return {
      notes: [A_RECORDS, ...notes],
      body: zones.flatMap(([zone, records]) => [
        `zone ${zone}.`,
        ...records.map(({ host }) => `update add _vlmcs._tcp.${zone}. 3600 IN SRV 0 0 1688 ${host}.`),
        'send',
      ]),
    }
  },
  powershell: (plan, input) => {
    const { usable, notes } = recordsFor(plan, input)
    return {
      notes: [A_RECORDS, 'Run it where the DNS Server module is.', ...notes],
      body: usable.map(
        ({ zone, host }) =>
          `Add-DnsServerResourceRecord -Srv -ZoneName '${zone}' -Name '_vlmcs._tcp' -DomainName '${host}' -Priority 0 -Weight 0 -Port 1688 -TimeToLive 01:00:00`,
      ),
    }
  },
  slmgr: (plan, input) => ({
    notes: [
      'Keys are typed in by hand: replace the words in capitals.',
      'The steps stand in the order of the plan.',
    ],
    body: [
      ...plan.keys.flatMap(({ key, lack }) =>
        lack.map((host) => `rem On ${plain(host)}: the host key ${keyGroupLabel(key)}`),
      ),
      ...stepsInOrder(plan, input).flatMap(({ text, networks, command }) =>
        command?.includes('slmgr.vbs')
          ? [`rem ${plain(networks.join(', '))}: ${plain(text)}`, `rem ${oneLine(command)}`, '']
          : [],
      ),
    ],
  }),
  gpo: (plan) => {
    const named = [
      ...new Set(
        plan.lines.filter(({ method }) => method === 'kms-registered-name').map(({ network }) => network),
      ),
    ]
    const directory = plan.lines.some(({ method }) => method === 'adba')
    const set = (name: string, type: string, value: string) =>
      `Set-GPRegistryValue -Name 'Volume activation' -Key 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\CurrentVersion\\Software Protection Platform' -ValueName '${name}' -Type ${type} -Value ${value}`
    return {
      notes: ['Link the policy to the computers of the networks it names.'],
      body: [
        ...(named.length > 0 || directory ? ["New-GPO -Name 'Volume activation'"] : []),
        ...named.flatMap((network) => [
          `# ${plain(network)}: a set name`,
          set('KeyManagementServiceName', 'String', "'kms.example.com'"),
          set('KeyManagementServicePort', 'String', "'1688'"),
        ]),
        ...(directory
          ? [
              '# Directory first, KMS where it is found: 0 tries all ways.',
              set('VLActivationType', 'DWord', '0'),
            ]
          : []),
      ],
    }
  },
}

/** Text of a plan inside a comment: one line, and nothing that a shell would read. */
const plain = (text: string) => oneLine(text).replace(/[%!^&|<>`$]/g, '')

/** A second line would be outside the comment. */
const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ')
