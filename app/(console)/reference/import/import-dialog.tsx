'use client'

import { FileDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { ConfirmPlan } from '@/components/form/confirm-plan'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { formatCountOf } from '@/lib/format/counts'
import { importReferenceAction, previewReferenceAction } from './actions'
import { FilePlan, type PlanLine } from './file-plan'

interface Planned {
  lines: PlanLine[]
  text: string
  fileName: string
}

/** A file of entries: what it would add and change first, then the import. */
export function ImportDialog({ mayChange }: { mayChange: boolean }) {
  const [open, setOpen] = useState(false)
  const [planned, setPlanned] = useState<Planned>()
  if (!mayChange) {
    return (
      <Button icon={FileDown} disabledReason="Only a licensing admin changes the reference.">
        Import
      </Button>
    )
  }
  const show = (next: boolean) => {
    setPlanned(undefined)
    setOpen(next)
  }
  return (
    <Dialog
      title={planned ? 'What this file changes' : 'Import entries of ours'}
      description={
        planned
          ? undefined
          : 'A file that “Export ours” wrote, here or in another console. Nothing is withdrawn by it.'
      }
      width="wide"
      trigger={<Button icon={FileDown}>Import</Button>}
      open={open}
      onOpenChange={show}
    >
      {planned ? (
        <Confirm planned={planned} onBack={() => setPlanned(undefined)} onDone={() => show(false)} />
      ) : (
        <FileForm onPlan={setPlanned} />
      )}
    </Dialog>
  )
}

function FileForm({ onPlan }: { onPlan: (planned: Planned) => void }) {
  const [file, setFile] = useState<File>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const preview = async () => {
    if (!file) return setProblem('Choose a file.')
    if (file.size > 2_000_000) return setProblem('The file is larger than 2 MB; entries of ours never are.')
    setBusy(true)
    const text = await file.text()
    const result = await previewReferenceAction({ text, fileName: file.name }).catch(() => undefined)
    setBusy(false)
    setProblem(actionProblem(result))
    if (result?.data?.lines) onPlan({ lines: result.data.lines, text, fileName: file.name })
  }
  return (
    <FormShell
      className="max-w-none"
      problem={problem}
      onSubmit={preview}
      actions={<DialogButtons busy={busy}>Show what it changes</DialogButtons>}
    >
      <Field
        label="File"
        hint="JSON Lines in UTF-8: one entry a line, with kind, key, value, source and dated."
      >
        <Input
          type="file"
          accept=".jsonl,.ndjson,.json,.txt"
          className="h-auto py-1"
          onChange={(event) => {
            setFile(event.target.files?.[0])
            setProblem(undefined)
          }}
        />
      </Field>
    </FormShell>
  )
}

interface ConfirmProps {
  planned: Planned
  onBack: () => void
  onDone: () => void
}

function Confirm({ planned: { lines, text, fileName }, onBack, onDone }: ConfirmProps) {
  const router = useRouter()
  const changes = lines.filter(({ verdict }) => verdict === 'adds' || verdict === 'changes').length
  const record = async () => {
    const result = await importReferenceAction({ text, fileName }).catch(() => undefined)
    const done = result?.data?.done
    if (!done) return actionProblem(result)
    toast.done(`${formatCountOf(done.added, 'entry', 'entries')} added, ${done.changed} changed`)
    onDone()
    router.refresh()
  }
  return (
    <ConfirmPlan
      confirmLabel={`Import ${formatCountOf(changes, 'entry', 'entries')}`}
      disabledReason={changes === 0 ? 'The file changes nothing here.' : undefined}
      backLabel="Choose another file"
      onBack={onBack}
      onConfirm={record}
    >
      <FilePlan lines={lines} />
    </ConfirmPlan>
  )
}
