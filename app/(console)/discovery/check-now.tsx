'use client'

import { Radar } from 'lucide-react'
import { useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import type { DiscoveryView } from '@/lib/data/discovery/discovery-page'
import { checkNowAction } from './actions'
import { isUnderWay } from './discovery-words'

interface CheckNowProps {
  view: DiscoveryView
  mayAsk: boolean
  onAsked: () => void
}

/** Asks DNS about all zones now. */
export function CheckNow({ view, mayAsk, onAsked }: CheckNowProps) {
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    setBusy(true)
    const result = await checkNowAction()
    setBusy(false)
    const problem = actionProblem(result)
    if (problem) toast.failed('DNS was not asked', problem)
    onAsked()
  }
  return (
    <Button
      look="primary"
      icon={Radar}
      disabled={busy}
      disabledReason={reasonNotTo(view, mayAsk)}
      onClick={() => void ask()}
    >
      Ask DNS now
    </Button>
  )
}

function reasonNotTo(view: DiscoveryView, mayAsk: boolean): string | undefined {
  if (!mayAsk) return 'Your role reads what DNS answered; admins and helpdesk can ask it anew.'
  if (view.askable === 0) return 'There is no zone to ask about yet.'
  return isUnderWay(view.newest) ? 'A check is under way.' : undefined
}
