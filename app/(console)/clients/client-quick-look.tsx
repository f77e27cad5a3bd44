'use client'

import { useQuery } from '@tanstack/react-query'
import { QuickLook } from '@/components/data-table/quick-look'
import { ConditionLabel, ConditionMark } from '@/components/license/condition-mark'
import { LastFive } from '@/components/license/masked-key'
import { LinkButton } from '@/components/ui/button'
import { CommandLine } from '@/components/ui/command-line'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import type { ClientView } from '@/lib/data/clients/client-page'
import { paths } from '@/lib/format/paths'

/** The answer for one client, beside the list. */
export function ClientQuickLook({ name, onClose }: { name: string; onClose: () => void }) {
  const { data, isError } = useQuery({
    queryKey: ['client', name],
    queryFn: async ({ signal }): Promise<ClientView> => {
      const response = await fetch(paths.api.client(name), { signal })
      if (!response.ok) throw new Error(`client answered ${response.status}`)
      return response.json()
    },
  })
  return (
    <QuickLook
      title={name}
      onClose={onClose}
      footer={
        <LinkButton look="primary" href={paths.client(name)}>
          Open the page
        </LinkButton>
      }
    >
      {isError && <p className="text-ink-soft">This client could not be loaded. It may have been renamed.</p>}
      {!data && !isError && <LookSkeleton />}
      {data && <Look client={data} />}
    </QuickLook>
  )
}

function Look({ client }: { client: ClientView }) {
  const [primary, ...others] = client.licenses
  if (!primary) return <p>No license is known for this machine.</p>
  const { words, assessment, left } = primary
  return (
    <div className="grid gap-5">
      <div className="flex items-start gap-3">
        <ConditionMark condition={assessment.condition} left={left} size={20} className="mt-0.5" />
        <div className="grid gap-1 min-w-0">
          <p className="text-base font-semibold [text-wrap:balance]">{words.headline}</p>
          <p className="text-ink-soft">{words.detail}</p>
        </div>
      </div>
      {words.nextStep && (
        <div className="grid gap-2">
          <h3 className="font-semibold">What to do next</h3>
          <p>{words.nextStep.text}</p>
          {words.nextStep.command && <CommandLine command={words.nextStep.command} />}
        </div>
      )}
      <PrimaryFacts license={primary} client={client} />
      {others.length > 0 && (
        <div className="grid gap-2">
          <h3 className="font-semibold">Other products</h3>
          <ul className="grid gap-1.5 text-table">
            {others.map((license) => (
              <li key={license.id} className="flex items-center justify-between gap-3">
                <span className="truncate">{license.productLabel}</span>
                <ConditionLabel condition={license.assessment.condition} left={license.left} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function PrimaryFacts({ license, client }: { license: ClientLicense; client: ClientView }) {
  return (
    <Facts className="text-table">
      <Fact name="Product">{license.productLabel}</Fact>
      <Fact name="Channel">{license.channel}</Fact>
      {license.kms.host && (
        <Fact name="KMS host">
          <Link href={paths.kmsHost(license.kms.host)} className="link font-mono">
            {license.kms.host}
          </Link>
        </Fact>
      )}
      {license.lastFive && (
        <Fact name="Last five">
          <span className="font-mono">
            <LastFive lastFive={license.lastFive} />
          </span>
        </Fact>
      )}
      {client.cmids[0] && (
        <Fact name="CMID">
          <span className="font-mono break-all">{client.cmids[0].cmid}</span>
        </Fact>
      )}
      <Fact name="Last report">
        <Time at={license.source.observedAt} />
      </Fact>
    </Facts>
  )
}

function LookSkeleton() {
  return (
    <div className="grid gap-3">
      <Skeleton className="h-6 w-4/5" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-32 w-full" />
    </div>
  )
}
