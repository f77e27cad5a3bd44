import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { requireActor } from '@/lib/auth/actor'
import { loadPlanInputs } from '@/lib/data/plan/plan-page'
import { paths } from '@/lib/format/paths'
import { InputsForm } from './inputs-form'

export const metadata: Metadata = { title: 'Inputs of the plan' }

interface InputsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function InputsPage({ searchParams }: InputsPageProps) {
  const { from } = await searchParams
  const actor = await requireActor('plan.change')
  const number = typeof from === 'string' && /^[1-9]\d{0,8}$/.test(from) ? Number(from) : undefined
  const { known, start } = await loadPlanInputs(actor, number, new Date())
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Inputs of the plan"
        description={
          start.version
            ? `They begin as version ${start.version.number} has them. Saving makes a new version.`
            : 'They begin as they are known. What cannot be seen is assumed: look it over. Saving makes a version.'
        }
        actions={
          start.version && <LinkButton href={paths.planInputs()}>Begin from what is known now</LinkButton>
        }
      />
      <InputsForm key={start.version?.number ?? 'known'} known={known} start={start.input} />
    </div>
  )
}
