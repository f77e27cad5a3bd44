'use client'

import { Pencil, PlugZap, RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { ReasonDialog } from '@/components/feedback/reason-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Fact, Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import type { DirectoryView } from '@/lib/data/networks/directories'
import { formatCountOf } from '@/lib/format/counts'
import { readDirectoryAction, removeDirectoryAction, testDirectoryAction } from './actions'
import { DirectoryForm } from './directory-form'
import { readSentence, SECURITY_WORD } from './directory-words'
import { ReadHistory } from './read-history'

interface DirectoryCardProps {
  directory: DirectoryView
  mayChange: boolean
  onChanged: () => void
}

/** One directory: how its last reading went, what it knows, and what can be done. */
export function DirectoryCard({ directory, mayChange, onChanged }: DirectoryCardProps) {
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
          <DirectoryActions directory={directory} mayChange={mayChange} onChanged={onChanged} />
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
        <Fact name="Computers known">{formatCountOf(directory.computers, 'computer')}</Fact>
        {last && (
          <Fact name="Last read">
            <Time at={last.finishedAt} /> by {last.startedBy}
          </Fact>
        )}
        {last && last.activationObjects.length > 0 && (
          <Fact name="Activation objects">
            {last.activationObjects.join('; ')}. Machines of this forest can activate by the directory.
          </Fact>
        )}
        {last && last.unreadable.length > 0 && (
          <Fact name="Not readable">{last.unreadable.join(', ')}, with this account or from this server</Fact>
        )}
      </Facts>
      {directory.reads.length > 1 && <ReadHistory directory={directory} />}
    </Card>
  )
}

const NOT_YOURS = 'Only a licensing admin can set up and read directories.'
const NOBODYS = 'This directory belongs to the sample: there is nobody to ask.'

function DirectoryActions({ directory, mayChange, onChanged }: DirectoryCardProps) {
  if (!mayChange || directory.isSample) {
    const reason = directory.isSample ? NOBODYS : NOT_YOURS
    return (
      <>
        <Button size="small" icon={PlugZap} disabledReason={reason}>
          Test the connection
        </Button>
        <Button size="small" icon={RefreshCw} disabledReason={reason}>
          Read now
        </Button>
      </>
    )
  }
  return (
    <>
      <TestConnection directory={directory} />
      <ReadNow directory={directory} onChanged={onChanged} />
      <ChangeDirectory directory={directory} onChanged={onChanged} />
      <RemoveDirectory directory={directory} onChanged={onChanged} />
    </>
  )
}

function TestConnection({ directory }: { directory: DirectoryView }) {
  const [open, setOpen] = useState(false)
  const [answer, setAnswer] = useState<{ works?: boolean; problem?: string; detail?: string }>()
  const test = async () => {
    setAnswer(undefined)
    const { id: sourceId, server, port } = directory
    const result = await testDirectoryAction({ sourceId, server, port })
    setAnswer(result?.data ?? { problem: result?.serverError ?? 'There was no answer.' })
  }
  const show = (next: boolean) => {
    setOpen(next)
    if (next) void test()
  }
  return (
    <Dialog
      title={`Connection to ${directory.server}`}
      open={open}
      onOpenChange={show}
      trigger={
        <Button size="small" icon={PlugZap}>
          Test the connection
        </Button>
      }
      actions={
        <Button onClick={() => void test()} disabled={answer === undefined}>
          Test again
        </Button>
      }
    >
      <div role="status">
        {answer === undefined && <p className="text-ink-soft">Connecting; this takes up to ten seconds.</p>}
        {answer?.works && (
          <Notice tone="ok" title="The connection works">
            Server, certificate, account and base are right. Nothing was read yet.
          </Notice>
        )}
        {answer?.problem && (
          <Notice tone="bad" title="The connection does not work">
            {answer.problem}
            {answer.detail && (
              <p className="pt-1 font-mono text-table text-ink-soft break-all">{answer.detail}</p>
            )}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}

function ReadNow({ directory, onChanged }: { directory: DirectoryView; onChanged: () => void }) {
  const read = async () => {
    const result = await readDirectoryAction({ sourceId: directory.id })
    const problem = actionProblem(result)
    if (problem) toast.failed('The reading did not start', problem)
    else toast.note(`${directory.server} is being read`)
    onChanged()
  }
  const reason = directory.readingSince ? 'It is being read now.' : undefined
  return (
    <Button size="small" look="primary" icon={RefreshCw} onClick={() => void read()} disabledReason={reason}>
      Read now
    </Button>
  )
}

function ChangeDirectory({ directory, onChanged }: { directory: DirectoryView; onChanged: () => void }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      title={`Change ${directory.server}`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" icon={Pencil}>
          Change
        </Button>
      }
    >
      <DirectoryForm
        directory={directory}
        onDone={() => {
          setOpen(false)
          onChanged()
        }}
      />
    </Dialog>
  )
}

function RemoveDirectory({ directory, onChanged }: { directory: DirectoryView; onChanged: () => void }) {
  return (
    <ReasonDialog
      title={`Forget ${directory.server}?`}
      confirmLabel="Forget the directory"
      danger
      trigger={
        <Button size="small" look="danger" icon={Trash2}>
          Forget
        </Button>
      }
      onConfirm={async (reason) => {
        const result = await removeDirectoryAction({ sourceId: directory.id, reason })
        const problem = actionProblem(result)
        if (problem) return problem
        toast.done(`${directory.server} is forgotten`)
        onChanged()
        return undefined
      }}
    >
      Its password and the {formatCountOf(directory.computers, 'computer')} known from it are deleted here.
      The forests, domains and zones that it brought in stay listed. Nothing changes in the directory itself.
    </ReasonDialog>
  )
}
