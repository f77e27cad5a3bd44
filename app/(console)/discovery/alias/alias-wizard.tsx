'use client'

import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { ScriptView } from '@/components/discovery/script-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import type { RepairFormat } from '@/lib/activation/discovery/repair-format'
import { aliasScript } from '@/lib/activation/discovery/repair-script'
import type { AliasChoices } from '@/lib/data/discovery/alias-choices'
import { paths } from '@/lib/format/paths'
import { AliasCheck } from './alias-check'
import { type AliasPlan, planAlias } from './alias-plan'
import { InTheBuild } from './in-the-build'
import { aliasParams } from './search-params'

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
          <fieldset className="grid gap-2">
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
                  <span className="font-mono text-table break-words">{host.name}</span>
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

function Records({ plan }: { plan: AliasPlan }) {
  const [format, setFormat] = useState<RepairFormat>('bind')
  const { name, zone, changes } = plan
  const facts = { zone: zone?.name ?? changes[0]?.zone ?? '', server: zone?.servers[0], changes }
  return (
    <div className="grid gap-3 grid-cols-[minmax(0,1fr)]">
      {!zone && (
        <Notice tone="watch">
          {name} lies in no zone of the Networks page. The records can be entered all the same; the check
          below needs the zone to be listed.
        </Notice>
      )}
      <ScriptView script={aliasScript(name, facts, format)} format={format} onFormat={setFormat} />
    </div>
  )
}

function TooFewHosts() {
  return (
    <Card>
      <EmptyState
        kind="noData"
        title="A round-robin name needs two registered hosts"
        actions={
          <LinkButton look="primary" href={paths.kmsHosts()}>
            KMS hosts
          </LinkButton>
        }
      >
        With one host, its own name does the same.
      </EmptyState>
    </Card>
  )
}

function nameHint({ zones }: AliasChoices): string {
  return zones.length > 0
    ? 'A name of its own in one of your zones; no machine has it.'
    : 'A name of its own; no machine has it. List its zone on the Networks page to have it checked.'
}

function hostWords({ addresses, isFound, port }: AliasChoices['hosts'][number]): string {
  if (addresses.length === 0) return 'no address known'
  const words = addresses.join(', ')
  return `${words}${isFound ? ', as DNS says' : ''}${port === KMS_PORT ? '' : `, port ${port}`}`
}
