'use client'

import { FileDown } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { ConfirmPlan } from '@/components/form/confirm-plan'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { formatCountOf } from '@/lib/format/counts'
import { importNetworksAction, previewNetworksAction } from './actions'
import { decodeListFile } from './decode-list-file'
import { ImportPlan, type Plan } from './import-plan'

const EXAMPLE = `kind,name,forest,trust,zone,servers
forest,corp.example,,own,corp.example,10.0.0.53
domain,emea.corp.example,corp.example,,emea.corp.example,
workgroup,workshop,,,lab.example,10.9.0.53`

/** A list of networks, pasted or from a file: what it would change first, then the recording. */
export function ImportDialog({ mayChange }: { mayChange: boolean }) {
  const [open, setOpen] = useState(false)
  const [plan, setPlan] = useState<{ plan: Plan; text: string; fileName: string | undefined }>()
  if (!mayChange) {
    return (
      <Button icon={FileDown} disabledReason="Only a licensing admin can change the networks.">
        Import a list
      </Button>
    )
  }
  const show = (next: boolean) => {
    setPlan(undefined)
    setOpen(next)
  }
  return (
    <Dialog
      title={plan ? 'What this list changes' : 'Import a list of networks'}
      description={
        plan
          ? undefined
          : 'Forests, domains, workgroups and DNS zones, one on a line. Nothing is ever removed.'
      }
      width="wide"
      trigger={<Button icon={FileDown}>Import a list</Button>}
      open={open}
      onOpenChange={show}
    >
      {plan ? (
        <Confirm {...plan} onBack={() => setPlan(undefined)} onDone={() => show(false)} />
      ) : (
        <ListForm onPlan={setPlan} />
      )}
    </Dialog>
  )
}

type Planned = { plan: Plan; text: string; fileName: string | undefined }

function ListForm({ onPlan }: { onPlan: (planned: Planned) => void }): ReactElement {
  const [text, setText] = useState('')
  const [fileName, setFileName] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const preview = async () => {
    if (text.trim() === '') return setProblem('Paste a list or choose a file.')
    setBusy(true)
    const result = await previewNetworksAction({ text, fileName })
    setBusy(false)
    setProblem(actionProblem(result))
    if (result?.data?.plan) onPlan({ plan: result.data.plan, text, fileName })
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    if (file.size > 4_000_000) return setProblem('The file is larger than 4 MB; a list of networks never is.')
    setFileName(file.name)
    setText(decodeListFile(await file.arrayBuffer()))
    setProblem(undefined)
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
        optional
        hint="CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or the Windows code page."
      >
        <Input
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          className="h-auto py-1"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </Field>
      <Field
        label="List"
        hint="The first line names the columns: kind, name, forest, trust (own, trusted, untrusted), zone, servers, belongs to, untrusted, note. A single column “zone” is enough for a list of zones."
      >
        <Textarea
          value={text}
          onChange={(event) => setText(event.target.value)}
          mono
          rows={10}
          spellCheck={false}
          placeholder={EXAMPLE}
        />
      </Field>
    </FormShell>
  )
}

function Confirm({
  plan,
  text,
  fileName,
  onBack,
  onDone,
}: Planned & { onBack: () => void; onDone: () => void }) {
  const { added, changed } = plan.counts
  const record = async () => {
    const result = await importNetworksAction({ text, fileName })
    if (!result?.data?.counts) return actionProblem(result)
    toast.done(`${formatCountOf(added, 'entry', 'entries')} added, ${changed} changed`)
    onDone()
  }
  const nothing = added + changed === 0
  return (
    <ConfirmPlan
      confirmLabel={nothing ? 'Import' : `Import ${formatCountOf(added + changed, 'entry', 'entries')}`}
      disabledReason={nothing ? 'No line of this list would change anything.' : undefined}
      backLabel="Back to the list"
      onBack={onBack}
      onConfirm={record}
    >
      <ImportPlan plan={plan} />
    </ConfirmPlan>
  )
}
