import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { requireActor } from '@/lib/auth/actor'
import { loadSharedCmids, type SharedCmidsView } from '@/lib/data/kms-hosts/shared-cmids'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { Cluster } from './cluster'
import { loadSharedCmidsParams } from './search-params'

export const metadata: Metadata = { title: 'Shared CMIDs' }

/** CMIDs of one page. */
const SHOWN = 50

export default async function SharedCmidsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { from: asked } = await loadSharedCmidsParams(searchParams)
  const actor = await requireActor('fleet.read')
  const view = await loadSharedCmids(actor, new Date())
  const count = view.open.length + view.solved.length
  const from = asked > 0 && asked < count ? asked : 0
  const open = view.open.slice(from, from + SHOWN)
  const solvedFrom = Math.max(0, from - view.open.length)
  const solved = view.solved.slice(solvedFrom, solvedFrom + SHOWN - open.length)
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <PageHeader title="Shared CMIDs" description={summary(view)} />
      {count === 0 && (
        <EmptyState kind="noData" title="No two machines share a CMID">
          Machines cloned from an image that was not generalised appear here as soon as two of them ask.
        </EmptyState>
      )}
      {open.length > 0 && (
        <>
          <Remedy />
          <Section id="open" title="Shared now" hint={RULE}>
            {open.map((cluster) => (
              <Cluster key={`${cluster.cmid} ${cluster.application}`} cluster={cluster} />
            ))}
          </Section>
        </>
      )}
      {solved.length > 0 && (
        <Section
          id="solved"
          title="Solved"
          hint="At most one machine still uses the CMID. The others have a new one, or have been silent for 30 days."
        >
          {solved.map((cluster) => (
            <Cluster key={`${cluster.cmid} ${cluster.application}`} cluster={cluster} />
          ))}
        </Section>
      )}
      {count > SHOWN && <Pages from={from} count={count} />}
    </div>
  )
}

function Pages({ from, count }: { from: number; count: number }) {
  const end = Math.min(count, from + SHOWN)
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4 text-table text-ink-soft">
      <p>
        {formatCount(from + 1)} to {formatCount(end)} of {formatCountOf(count, 'CMID')}
      </p>
      <div className="flex gap-2">
        {from > 0 && (
          <LinkButton size="small" href={paths.sharedCmids({ from: Math.max(0, from - SHOWN) })}>
            Previous
          </LinkButton>
        )}
        {end < count && (
          <LinkButton size="small" href={paths.sharedCmids({ from: end })}>
            Next
          </LinkButton>
        )}
      </div>
    </nav>
  )
}

const RULE =
  'Machines that used one CMID at the same time, or three or more within 30 days. A renamed machine uses its CMID under one name after the other, so it is not listed.'

function summary({ open }: SharedCmidsView): string {
  if (open.length === 0) return 'A KMS host counts machines by their CMID. No two machines share one.'
  const machines = open.reduce((sum, { sharing }) => sum + sharing, 0)
  const lost = machines - open.length
  return `${formatCountOf(machines, 'machine')} share ${formatCountOf(open.length, 'CMID')}. KMS hosts count ${lost} fewer than ask them.`
}

/** What gives each clone a new CMID, and keeps the next ones from sharing. */
function Remedy() {
  return (
    <Card className="grid gap-4">
      <h2 className="font-semibold">What to do</h2>
      <div className="grid gap-4 lg:grid-cols-2 items-start">
        <Step title="On each clone: a new CMID, then a restart. This uses one rearm. The machine counts from its next request.">
          <CommandLine command="cscript //nologo %SystemRoot%\System32\slmgr.vbs /rearm" />
          <CommandLine command="shutdown /r /t 0" />
        </Step>
        <Step title="On clones with Office: the same for Office, from its program folder.">
          <CommandLine command="cscript //nologo ospp.vbs /rearm" />
        </Step>
        <Step title="In the image: generalise it before you capture it, without SkipRearm.">
          <CommandLine command="%SystemRoot%\System32\Sysprep\sysprep.exe /generalize /oobe /shutdown" />
          <CommandLine command='reg query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform" /v SkipRearm' />
        </Step>
        <p className="text-table text-ink-soft max-w-[60ch]">
          SkipRearm must be 0 or absent, in the registry and in the answer file (Security-SPP, SkipRearm):
          with 1, every machine of the image keeps its CMID. So does every copy of a disk that was not
          generalised. The lists below follow each machine until it reports a new CMID.
        </p>
      </div>
    </Card>
  )
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2 min-w-0">
      <p className="text-table">{title}</p>
      {children}
    </div>
  )
}
