import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { createLoader, parseAsStringLiteral, type SearchParams } from 'nuqs/server'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { LinkTab, LinkTabs } from '@/components/ui/link-tabs'
import { ROLL_OUT_WORDS, ROLL_OUTS } from '@/lib/activation/collection/roll-out-words'
import { requireActor } from '@/lib/auth/actor'
import { ownAddress } from '@/lib/auth/same-origin'
import { namesOfRegisteredHosts } from '@/lib/data/kms-hosts/registered-names'
import { paths } from '@/lib/format/paths'
import { ROLL_OUT_STEPS } from './roll-out-steps'
import { ScriptBlock } from './script-block'

export const metadata: Metadata = { title: 'Collector' }

const loadParams = createLoader({ way: parseAsStringLiteral(ROLL_OUTS).withDefault('byHand') })

export default async function CollectorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { way } = await loadParams(searchParams)
  const actor = await requireActor('import.read')
  const [hosts, asked] = await Promise.all([namesOfRegisteredHosts(actor), headers()])
  const steps = ROLL_OUT_STEPS[way]({ server: ownAddress(asked), hosts })
  return (
    <div className="grid gap-6 max-w-[60rem] grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Collector"
        description="One PowerShell script reads each machine’s own licenses and sends them here every six hours, each machine at its own minute. It sends no full key and no user’s name."
        actions={<LinkButton href={paths.attempts()}>Collection attempts</LinkButton>}
      />
      <LinkTabs label="Ways to collect">
        {ROLL_OUTS.map((one) => (
          <LinkTab key={one} href={paths.collector({ way: one })} current={one === way}>
            {ROLL_OUT_WORDS[one]}
          </LinkTab>
        ))}
      </LinkTabs>
      {steps.map(({ title, text, scripts = [] }, index) => (
        <Section key={title} id={`step-${index + 1}`} title={`${index + 1}. ${title}`} hint={text}>
          {scripts.map(({ name, text: script }) => (
            <ScriptBlock key={name} name={name} text={script} />
          ))}
        </Section>
      ))}
    </div>
  )
}
