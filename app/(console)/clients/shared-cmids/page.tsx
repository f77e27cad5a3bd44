import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { Card, Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { requireActor } from '@/lib/auth/actor'
import { loadSharedCmids, type SharedCmidsView } from '@/lib/data/kms-hosts/shared-cmids'
import { formatCountOf } from '@/lib/format/counts'
import { Cluster } from './cluster'

export const metadata: Metadata = { title: 'Shared CMIDs' }

export default async function SharedCmidsPage() {
  const actor = await requireActor('fleet.read')
  const view = await loadSharedCmids(actor, new Date())
  return (
    <div className="grid gap-8 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <PageHeader title="Shared CMIDs" description={summary(view)} />
      {view.open.length === 0 && view.solved.length === 0 && (
        <EmptyState kind="noData" title="No two machines share a CMID">
          Machines cloned from an image that was not generalised appear here as soon as two of them ask.
        </EmptyState>
      )}
      {view.open.length > 0 && (
        <>
          <Remedy />
          <Section id="open" title="Shared now" hint={RULE}>
            {view.open.map((cluster) => (
              <Cluster key={`${cluster.cmid} ${cluster.application}`} cluster={cluster} />
            ))}
          </Section>
        </>
      )}
      {view.solved.length > 0 && (
        <Section
          id="solved"
          title="Solved"
          hint="At most one machine still uses the CMID. The others have a new one, or have been silent for 30 days."
        >
          {view.solved.map((cluster) => (
            <Cluster key={`${cluster.cmid} ${cluster.application}`} cluster={cluster} />
          ))}
        </Section>
      )}
    </div>
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
