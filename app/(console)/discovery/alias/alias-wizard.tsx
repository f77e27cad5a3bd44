'use client'

import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs'
import { type ReactNode, useState } from 'react'
import { ScriptView } from '@/components/discovery/script-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { aliasSentence } from '@/lib/activation/discovery/alias-check'
import { knockSentence } from '@/lib/activation/discovery/cell-sentence'
import { KMS_PORT, LEGACY_KEY, MODERN_KEY } from '@/lib/activation/discovery/discovery'
import type { RepairFormat } from '@/lib/activation/discovery/repair-format'
import { aliasScript } from '@/lib/activation/discovery/repair-script'
import type { AliasChoices } from '@/lib/data/discovery/alias-choices'
import { paths } from '@/lib/format/paths'
import type { AliasAnswer } from '@/lib/operations/discovery/check-alias'
import { checkAliasAction } from '../actions'
import { type AliasPlan, planAlias } from './alias-plan'

/** The wizard in the address: the name and the hosts behind it. */
const aliasParams = {
  name: parseAsString.withDefault(''),
  hosts: parseAsArrayOf(parseAsString).withDefault([]),
}

interface AliasWizardProps {
  choices: AliasChoices
  mayAsk: boolean
}

/** Name and hosts, the records, what goes into the build, and the check afterwards. */
export function AliasWizard({ choices, mayAsk }: AliasWizardProps) {
  const [params, setParams] = useQueryStates(aliasParams, { shallow: true, history: 'replace' })
  const plan = planAlias(params.name, params.hosts, choices)
  if (choices.hosts.length < 2) return <TooFewHosts />
  const choose = (name: string, isChosen: boolean) =>
    void setParams({ hosts: isChosen ? [...params.hosts, name] : params.hosts.filter((one) => one !== name) })
  return (
    <>
      <Section id="name" title="1. The name and the hosts behind it">
        <Card className="grid gap-5">
          <Field label="Name" hint={nameHint(choices)}>
            <Input
              mono
              className="max-w-md"
              value={params.name}
              placeholder={`kms.${choices.zones[0]?.name ?? 'corp.example'}`}
              onChange={(event) => void setParams({ name: event.target.value || null })}
            />
          </Field>
          <fieldset className="grid gap-2 min-w-0">
            <legend className="text-sm font-medium pb-1.5">KMS hosts</legend>
            {choices.hosts.map((host) => (
              <label key={host.name} className="flex items-start gap-2.5 w-fit">
                <input
                  type="checkbox"
                  className="tick-box mt-1"
                  checked={params.hosts.includes(host.name)}
                  onChange={(event) => choose(host.name, event.target.checked)}
                />
                <span className="min-w-0">
                  <span className="font-mono text-table [overflow-wrap:anywhere]">{host.name}</span>
                  <span className="block text-table text-ink-soft">{hostWords(host)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        </Card>
      </Section>
      <Section
        id="records"
        title="2. The records"
        hint="An address record for each host. Two CNAME records of one name, as older articles advise, are not legal DNS (RFC 1034): servers refuse the zone or answer with only one of them."
      >
        {plan.problem ? <Notice>{plan.problem}</Notice> : <Records plan={plan} />}
      </Section>
      <InTheBuild name={plan.problem ? '' : plan.name} port={plan.ports[0] ?? KMS_PORT} />
      <AliasCheck plan={plan} mayAsk={mayAsk} />
    </>
  )
}

function TooFewHosts() {
  return (
    <EmptyState
      kind="noData"
      title="A round-robin name needs two registered hosts"
      actions={
        <LinkButton look="primary" href={paths.kmsHosts()}>
          KMS hosts
        </LinkButton>
      }
    >
      With only one host, the name of the host is enough.
    </EmptyState>
  )
}

function nameHint({ zones }: AliasChoices): string {
  return zones.length > 0
    ? 'A new name in one of your zones, not the name of a machine.'
    : 'A new name, not the name of a machine. List its zone on the Networks page to have it checked.'
}

function hostWords({ addresses, isFound, port }: AliasChoices['hosts'][number]): string {
  if (addresses.length === 0) return 'address not known'
  const words = addresses.join(', ')
  return `${words}${isFound ? ', from DNS' : ''}${port === KMS_PORT ? '' : `, port ${port}`}`
}

function Records({ plan }: { plan: AliasPlan }) {
  const [format, setFormat] = useState<RepairFormat>('bind')
  const { name, zone, changes } = plan
  const facts = { zone: zone?.name ?? changes[0]?.zone ?? '', server: zone?.servers[0], changes }
  return (
    <div className="grid gap-3 grid-cols-[minmax(0,1fr)]">
      {!zone && (
        <Notice tone="watch">
          {name} is not in a listed zone. You can still enter the records, but the check below needs the zone
          to be listed on the Networks page.
        </Notice>
      )}
      <ScriptView script={aliasScript(name, facts, format)} format={format} onFormat={setFormat} />
    </div>
  )
}

/** How a machine learns the name. Empty name: not chosen yet. */
function InTheBuild({ name, port }: { name: string; port: number }) {
  const shown = name || 'kms.corp.example'
  const address = port === KMS_PORT ? shown : `${shown}:${port}`
  const portLine = `reg add "${MODERN_KEY}" /v KeyManagementServicePort /t REG_SZ /d ${port} /f`
  return (
    <Section
      id="build"
      title="3. In the build"
      hint="A client with a registered name asks only that name: it ignores SRV records and its cached host."
    >
      <div className="grid gap-4 grid-cols-[minmax(0,1fr)]">
        <Step words="On a running machine, elevated:">
          <CommandLine command={`cscript %windir%\\system32\\slmgr.vbs /skms ${address}`} />
        </Step>
        <Step
          words={`In an image or an unattended setup: the registry value KeyManagementServiceName, for example as a RunSynchronousCommand of the specialize pass. Windows Vista and Server 2008 keep it under ${LEGACY_KEY}.`}
        >
          <CommandLine
            command={`reg add "${MODERN_KEY}" /v KeyManagementServiceName /t REG_SZ /d ${shown} /f`}
          />
          {port !== KMS_PORT && <CommandLine command={portLine} />}
        </Step>
        <Step words="To return to discovery by SRV records:">
          <CommandLine command="cscript %windir%\system32\slmgr.vbs /ckms" />
        </Step>
      </div>
    </Section>
  )
}

function Step({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5 min-w-0">
      <p className="max-w-[72ch] break-words">{words}</p>
      {children}
    </div>
  )
}

type CheckedName = AliasAnswer & { name: string }

/** Asks the zone's servers for the name, and knocks at each address. */
function AliasCheck({ plan, mayAsk }: { plan: AliasPlan; mayAsk: boolean }) {
  const [checked, setChecked] = useState<CheckedName>()
  return (
    <Section
      id="check"
      title="4. The check"
      hint="The name must lead to every chosen host and to no other, and each must answer."
    >
      <div className="grid gap-1.5 min-w-0">
        <p>From a client:</p>
        <CommandLine command={`nslookup ${plan.name || 'kms.corp.example'}`} />
      </div>
      <Form
        action={checkAliasAction}
        input={() => ({ name: plan.name, port: plan.ports[0] ?? KMS_PORT })}
        confirmLabel="Check the name now"
        disabledReason={reasonNotTo(plan, mayAsk)}
        onDone={(answer) => setChecked({ ...answer, name: plan.name })}
      />
      <div role="status">
        {checked?.name === plan.name && <Checked checked={checked} wanted={plan.addresses} />}
      </div>
    </Section>
  )
}

function Checked({ checked, wanted }: { checked: CheckedName; wanted: string[] }) {
  const { name, finding, server, knocks } = checked
  const found = finding.kind === 'addresses' ? finding.addresses : []
  const isRight =
    found.length > 1 &&
    wanted.every((address) => found.includes(address)) &&
    found.every((address) => wanted.length === 0 || wanted.includes(address)) &&
    knocks.every(({ knock }) => knock.kind === 'open')
  return (
    <Notice tone={isRight ? 'ok' : 'watch'} title={aliasSentence(name, finding, wanted)}>
      {server && <p className="text-ink-soft">Answer from {server}.</p>}
      {knocks.length > 0 && (
        <ul className="grid gap-1 pt-1">
          {knocks.map(({ address, knock }) => (
            <li key={address}>
              <span className="font-mono text-table">{address}</span>: {knockSentence(knock)}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function reasonNotTo(plan: AliasPlan, mayAsk: boolean): string | undefined {
  if (!mayAsk) return 'Only licensing admins and the helpdesk can check DNS.'
  if (plan.name === '') return 'Enter the name first.'
  return plan.zone ? undefined : 'The name is not in a listed zone.'
}
