'use client'

import { useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { ZoneProposal } from '@/lib/data/networks/networks-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { addZoneAction } from './actions'

/** Zones that the names of clients point to, each with one button that lists it. */
export function Proposals({
  proposals,
  mayChange,
}: {
  proposals: readonly ZoneProposal[]
  mayChange: boolean
}) {
  return (
    <Card flush>
      <ul aria-label="Zones that are not listed" className="divide-y max-h-80 overflow-y-auto">
        {proposals.map((proposal) => (
          <li key={proposal.name} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
            <span className="font-mono min-w-0 break-all">{proposal.name}</span>
            <Link href={paths.clients({ q: `.${proposal.name}` })} className="link text-table">
              {formatCountOf(proposal.clients, 'client')}
            </Link>
            <span className="ml-auto">
              <AddProposed name={proposal.name} mayChange={mayChange} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function AddProposed({ name, mayChange }: { name: string; mayChange: boolean }) {
  const [busy, setBusy] = useState(false)
  if (!mayChange) {
    return (
      <Button size="small" disabledReason="Only a licensing admin can change the networks.">
        Add
      </Button>
    )
  }
  const add = async () => {
    setBusy(true)
    const result = await addZoneAction({ name, servers: '', isUntrusted: false, fromFleet: true })
    setBusy(false)
    const problem = actionProblem(result)
    if (problem) toast.failed(`${name} was not added`, problem)
    else toast.done(`${name} is listed`, 'Its own name servers are asked until you name others.')
  }
  return (
    <Button size="small" onClick={add} disabled={busy} aria-label={`Add ${name}`}>
      Add
    </Button>
  )
}
