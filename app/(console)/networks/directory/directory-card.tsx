'use client'

import { Pencil, PlugZap, RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { wholeProblem } from '@/components/form/shown-problem'
import { SignInAgain } from '@/components/form/sign-in-again'
import { useSend } from '@/components/form/use-send'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Fact, Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import type { DirectoryReadView, DirectoryView } from '@/lib/data/networks/directories'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { SAMPLE_DIRECTORY, sayReadingProblem } from '@/lib/operations/networks/directory-refusal'
import { sayStartedBy } from '../network-words'
import { readDirectoryAction, removeDirectoryAction, testDirectoryAction } from './actions'
import { ChangeDirectoryDialog } from './directory-form'

const SECURITY_WORD = { ldaps: 'LDAPS', startTls: 'StartTLS', plain: 'no TLS' } as const

interface DirectoryCardProps {
  directory: DirectoryView
  /** Why nothing can be done with it here. */
  disabledReason: string | undefined
}

/** One directory: how its last reading went, what it knows, and what can be done. */
export function DirectoryCard({ directory, disabledReason }: DirectoryCardProps) {
  const [last] = directory.reads
  return (
    <Card flush>
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b px-4 py-3">
        <div className="grid gap-0.5 min-w-0">
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="font-mono font-semibold break-all">{directory.server}</h2>
            {directory.isSample && <Badge>Sample</Badge>}
          </div>
          <p className="text-ink-soft max-w-[72ch]">{readSentence(directory)}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <DirectoryActions
            directory={directory}
            disabledReason={directory.isSample ? SAMPLE_DIRECTORY : disabledReason}
          />
        </div>
      </header>
      <Facts className="px-4 py-3 text-table">
        <Fact name="Connection">
          port {directory.port}, {SECURITY_WORD[directory.security]}
          {directory.caCertificate && ', certificate of your own authority'}
        </Fact>
        <Fact name="Base">
          <span className="font-mono break-all">{directory.baseDn}</span>
        </Fact>
        <Fact name="Account">
          <span className="font-mono break-all">{directory.bindDn}</span>
        </Fact>
        <Fact name="Computers known">{formatCount(directory.computers)}</Fact>
        {last && <LastReadFacts read={last} />}
      </Facts>
      {directory.reads.length > 1 && <ReadHistory directory={directory} />}
    </Card>
  )
}

function LastReadFacts({
  read: { finishedAt, startedBy, activationObjects, unreadable },
}: {
  read: DirectoryReadView
}) {
  return (
    <>
      <Fact name="Last read">
        <Time at={finishedAt} />, {sayStartedBy(startedBy)}
      </Fact>
      {activationObjects.length > 0 && (
        <Fact name="Activation objects">
          {activationObjects.join('; ')}. Machines of this forest can use Active Directory-based activation.
        </Fact>
      )}
      {unreadable.length > 0 && (
        <Fact name="Not readable">{unreadable.join(', ')}, with this account or from this server</Fact>
      )}
    </>
  )
}

/** How the last reading went, in a sentence. */
function readSentence(directory: DirectoryView): string {
  const [last] = directory.reads
  if (directory.readingSince) return 'It is being read now.'
  if (!last) return 'It has not been read yet.'
  const computers = formatCountOf(last.computers, 'computer')
  if (!last.isComplete) {
    const kept = last.computers > 0 ? ` ${computers} had been read by then.` : ''
    return `The last reading did not finish. ${sayReadingProblem(last.problem ?? '', directory)}${kept}`
  }
  const fresh = last.freshComputers > 0 ? `, ${formatCount(last.freshComputers)} of them new` : ''
  const found = [
    formatCountOf(last.domains, 'domain'),
    formatCountOf(last.zones, 'DNS zone'),
    formatCountOf(last.forests, 'forest'),
  ]
  return `The last reading found ${computers}${fresh}, ${found.join(', ')}.`
}

function DirectoryActions({ directory, disabledReason }: DirectoryCardProps) {
  return (
    <>
      <TestConnection directory={directory} disabledReason={disabledReason} />
      <ReadNow directory={directory} disabledReason={disabledReason} />
      {disabledReason === undefined && (
        <>
          <ChangeDirectoryDialog
            directory={directory}
            trigger={
              <Button size="small" icon={Pencil}>
                Change
              </Button>
            }
          />
          <RemoveDirectory directory={directory} />
        </>
      )}
    </>
  )
}

function TestConnection({ directory, disabledReason }: DirectoryCardProps) {
  const [open, setOpen] = useState(false)
  const [works, setWorks] = useState(false)
  const { send, busy, problem } = useSend(testDirectoryAction)
  const test = async () => setWorks((await send({ sourceId: directory.id })) !== undefined)
  const show = (next: boolean) => {
    setOpen(next)
    if (next) void test()
  }
  const button = (
    <Button size="small" icon={PlugZap} disabledReason={disabledReason}>
      Test the connection
    </Button>
  )
  if (disabledReason !== undefined) return button
  return (
    <Dialog
      title={`Connection to ${directory.server}`}
      open={open}
      onOpenChange={show}
      trigger={button}
      actions={
        <Button onClick={() => void test()} disabled={busy}>
          Test again
        </Button>
      }
    >
      <div role="status">
        {busy && <p className="text-ink-soft">Connecting; this takes up to ten seconds.</p>}
        {!busy && works && (
          <Notice tone="ok" title="The connection works">
            Server, certificate, account and base are correct. Nothing was read yet.
          </Notice>
        )}
        {problem && (
          <Notice tone="bad" title="The connection was not established">
            {wholeProblem(problem)} {problem.signIn && <SignInAgain />}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}

function ReadNow({ directory, disabledReason }: DirectoryCardProps) {
  const { send, busy } = useSend(readDirectoryAction, { failed: 'The reading did not start' })
  return (
    <Button
      size="small"
      look="primary"
      icon={RefreshCw}
      onClick={() => void send({ sourceId: directory.id })}
      disabled={busy}
      disabledReason={disabledReason ?? (directory.readingSince ? 'It is being read now.' : undefined)}
    >
      Read now
    </Button>
  )
}

function RemoveDirectory({ directory: { id: sourceId, server, computers } }: { directory: DirectoryView }) {
  return (
    <FormDialog
      title={`Remove ${server}?`}
      description={`Its password and the ${formatCountOf(computers, 'computer')} known from it are deleted here. Forests, domains and zones read from it stay listed. Nothing changes in the directory itself.`}
      confirmLabel="Remove the directory"
      danger
      trigger={
        <Button size="small" look="danger" icon={Trash2}>
          Remove
        </Button>
      }
      action={removeDirectoryAction}
      input={({ text }) => ({ sourceId, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}

/** The last readings of a directory, behind one press. */
function ReadHistory({ directory }: { directory: DirectoryView }) {
  const columns: readonly Column<DirectoryReadView>[] = [
    { id: 'read', header: 'Read', nowrap: true, cell: ({ finishedAt }) => <Time at={finishedAt} /> },
    { id: 'started', header: 'Started', cell: ({ startedBy }) => sayStartedBy(startedBy) },
    { id: 'computers', header: 'Computers', numeric: true, cell: ({ computers }) => formatCount(computers) },
    { id: 'new', header: 'New', numeric: true, cell: ({ freshComputers }) => formatCount(freshComputers) },
    {
      id: 'result',
      header: 'Result',
      minWidth: '15rem',
      cell: ({ isComplete, problem }) =>
        isComplete ? 'finished' : sayReadingProblem(problem ?? '', directory),
    },
  ]
  return (
    <details className="group border-t px-4 py-3">
      <summary className="link text-table w-fit list-none [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">Show earlier readings</span>
        <span className="hidden group-open:inline">Hide earlier readings</span>
      </summary>
      <div className="pt-3">
        <DataTable
          label={`Readings of ${directory.server}`}
          columns={columns}
          rows={directory.reads}
          rowId={({ id }) => id}
        />
      </div>
    </details>
  )
}
