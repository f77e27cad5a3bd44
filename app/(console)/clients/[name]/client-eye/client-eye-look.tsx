'use client'

import { useQuery } from '@tanstack/react-query'
import { Radar } from 'lucide-react'
import { Notice } from '@/components/feedback/notice'
import { Button, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { type ClientEyeQuery, paths } from '@/lib/format/paths'
import type { ClientEyeView } from '@/lib/operations/client-eye/look-as-client'
import { EyeSteps } from './eye-steps'

interface ClientEyeLookProps {
  name: string
  /** what is assumed instead of what is known */
  query: ClientEyeQuery
  /** the same look with nobody asked */
  plan: ClientEyeView
  mayAsk: boolean
}

/** The answer first, the steps that lead to it, and what happens next. */
export function ClientEyeLook({ name, query, plan, mayAsk }: ClientEyeLookProps) {
  const asked = useQuery({
    queryKey: ['clientEye', name, query],
    enabled: false,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    queryFn: () => askNow(name, query),
  })
  const view = asked.data ?? plan
  return (
    <div className="grid gap-3 grid-cols-[minmax(0,1fr)]" aria-busy={asked.isFetching}>
      <div role="status">
        <Notice
          tone={view.words.tone}
          title={view.words.headline}
          actions={
            <AskButton
              cannot={mayAsk ? plan.cannotAsk : 'role'}
              isAsking={asked.isFetching}
              onAsk={() => void asked.refetch()}
            />
          }
        >
          {view.words.detail}
          {view.askedAt && (
            <p className="pt-1 text-table text-ink-soft">
              {view.source === 'now' ? 'Asked' : 'As the last check of the zones found it,'}{' '}
              <Time at={view.askedAt} />, from this server.
            </p>
          )}
        </Notice>
      </div>
      {asked.error && (
        <Notice tone="bad" title="Nobody could be asked">
          {asked.error.message}
        </Notice>
      )}
      {view.seen.otherChannel && (
        <Notice>
          This machine is licensed as {view.seen.otherChannel}, not as a KMS client: it asks no KMS host. With
          a KMS client key (GVLK) it would search like this.
        </Notice>
      )}
      {view.unlisted.map((zone) => (
        <Notice
          key={zone}
          tone="watch"
          actions={
            <LinkButton size="small" href={paths.networks({ add: 'zone', name: zone })}>
              Add the zone
            </LinkButton>
          }
        >
          It looks in <span className="font-mono">{zone}</span>, which is not listed among the networks.
        </Notice>
      ))}
      <Card flush>
        <EyeSteps view={view} />
        <ul className="grid gap-1 border-t bg-sunken px-4 py-3 text-table text-ink-soft">
          {view.next.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Card>
    </div>
  )
}

interface AskButtonProps {
  cannot: keyof typeof WHY_NOT | null
  isAsking: boolean
  onAsk: () => void
}

const WHY_NOT = {
  role: 'Your role reads what was found. Licensing admins and the helpdesk can ask DNS and ports.',
  sample: 'Zones and hosts of the sample fleet do not exist; what its check found is shown.',
  nothingListed: 'None of the zones and hosts it would ask is listed, so nobody is asked about them.',
} as const

function AskButton({ cannot, isAsking, onAsk }: AskButtonProps) {
  const reason = cannot ? WHY_NOT[cannot] : undefined
  return (
    <Button icon={Radar} size="small" onClick={onAsk} disabled={isAsking} disabledReason={reason}>
      {isAsking ? 'Asking' : 'Ask DNS and ports now'}
    </Button>
  )
}

async function askNow(name: string, query: ClientEyeQuery): Promise<ClientEyeView> {
  const response = await fetch(paths.api.clientEye(name, query))
  if (response.ok) return response.json()
  const body: { error?: { message?: string } } = await response.json().catch(() => ({}))
  throw new Error(body.error?.message ?? 'The console did not answer. Try again.')
}
