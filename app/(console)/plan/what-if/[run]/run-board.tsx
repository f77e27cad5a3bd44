'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { ProgressBar } from '@/components/feedback/progress-bar'
import { FormDialog } from '@/components/form/form-dialog'
import { useSend } from '@/components/form/use-send'
import { useGo } from '@/components/layout/leaving'
import { PageHeader } from '@/components/layout/page-header'
import { Button, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { WhatIfRun } from '@/lib/data/whatif/what-if-store'
import { paths } from '@/lib/format/paths'
import { cancelWhatIfAction, planWhatIfAction } from '../../actions'
import { STATE_WORDS } from '../state-words'

const ASK_AGAIN_MS = 700
const NOT_YOURS = 'Only a licensing admin can change the plan.'

type Standing = Pick<WhatIfRun, 'state' | 'progress' | 'problem'>

/** A question that has no answer yet: how far it is, or why there will be none. */
export function RunBoard({ run, mayChange }: { run: WhatIfRun; mayChange: boolean }) {
  const router = useRouter()
  const { send, busy } = useSend(cancelWhatIfAction, { failed: 'It was not cancelled' })
  const { data } = useQuery<Standing>({
    queryKey: ['what-if', run.id, run.state],
    initialData: run,
    queryFn: async () => {
      const response = await fetch(paths.api.whatIfRun(run.id))
      if (!response.ok) throw new Error('It could not be asked how far it is.')
      return response.json()
    },
    refetchInterval: (query) => (isUnderWay(query.state.data?.state) ? ASK_AGAIN_MS : false),
  })
  // The answer comes from the server.
  useEffect(() => {
    if (data.state === 'done') router.refresh()
  }, [data.state, router])
  return (
    <div className="grid gap-6">
      <PageHeader title={`What if ${run.title}?`} />
      {isUnderWay(data.state) || data.state === 'done' ? (
        <Card>
          <div className="grid gap-3 max-w-xl">
            <p aria-live="polite">
              {STATE_WORDS[data.state]}: {data.progress} %
            </p>
            <ProgressBar done={data.progress / 100} label="Being worked out" />
            {mayChange && isUnderWay(data.state) && (
              <div>
                <Button disabled={busy} onClick={() => void send({ id: run.id })}>
                  Cancel
                </Button>
              </div>
            )}
          </div>
        </Card>
      ) : (
        <EmptyState
          kind={data.state === 'failed' ? 'failed' : 'noData'}
          title={data.problem ?? 'It was cancelled.'}
          actions={<LinkButton href={paths.whatIf()}>Ask again</LinkButton>}
        />
      )}
    </div>
  )
}

const isUnderWay = (state: string | undefined) => state === 'waiting' || state === 'running'

/** Makes the answer's steps steps of the plan. */
export function PlanItButton({ id, mayChange }: { id: string; mayChange: boolean }) {
  const go = useGo()
  return (
    <FormDialog
      title="Add these steps to the plan?"
      description="The newest version of the plan is saved again with them. It comes into force only when you take it."
      trigger={<Button look="primary">Add to the plan</Button>}
      disabledReason={mayChange ? undefined : NOT_YOURS}
      confirmLabel="Add them"
      action={planWhatIfAction}
      input={() => ({ id })}
      onDone={(number) => go(paths.plan({ version: number }))}
    />
  )
}
