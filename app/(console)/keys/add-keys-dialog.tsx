'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { SelectOption } from '@/components/ui/select'
import { formatCountOf } from '@/lib/format/counts'
import type { JudgedLine } from '@/lib/operations/keys/judge-keys'
import { ChooseLines } from './choose-lines'
import { PasteKeys } from './paste-keys'

interface AddKeysDialogProps {
  keyGroups: readonly SelectOption[]
  /** Why keys cannot be added by this person. */
  disabledReason?: string | undefined
  look?: 'primary' | 'secondary'
}

/** Paste or type keys, see what each line is, choose, add. */
export function AddKeysDialog({ keyGroups, disabledReason, look = 'primary' }: AddKeysDialogProps) {
  const [open, setOpen] = useState(false)
  const [pasted, setPasted] = useState<{ text: string; lines: JudgedLine[] }>()
  if (disabledReason !== undefined) {
    return (
      <Button look={look} icon={KeyRound} disabledReason={disabledReason}>
        Add keys
      </Button>
    )
  }
  return (
    <Dialog
      title={pasted ? 'What each line is' : 'Add product keys'}
      description={
        pasted
          ? 'Choose what to add. A key is stored encrypted and shown by its last five.'
          : 'MAKs and KMS host keys, one a line, in any notation. Words beside a key become its label.'
      }
      width="wide"
      trigger={
        <Button look={look} icon={KeyRound}>
          Add keys
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        // What was pasted must not outlive the dialog.
        setPasted(undefined)
        setOpen(next)
      }}
    >
      {pasted ? (
        <ChooseLines
          {...pasted}
          keyGroups={keyGroups}
          onBack={() => setPasted(undefined)}
          onAdded={(count) => {
            setPasted(undefined)
            setOpen(false)
            toast.done(`${formatCountOf(count, 'key')} added`)
          }}
        />
      ) : (
        <PasteKeys onRead={(text, lines) => setPasted({ text, lines })} />
      )}
    </Dialog>
  )
}
