'use client'

import { EyeOff, Merge, Pencil } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { ReasonField } from '@/components/form/reason-field'
import { useGo } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { paths } from '@/lib/format/paths'
import { ForgetDialog, MergeDialog, NO_MACHINE_CHANGE } from '../machine-dialogs'
import { renameMachineAction } from './actions'

/** What a person decides about a machine: what it is called, that it is another one, that it is none. */
export function MachineMenu({ name, mayChange }: { name: string; mayChange: boolean }) {
  const [open, setOpen] = useState<'rename' | 'merge' | 'forget'>()
  const go = useGo()
  const button = <Button disabledReason={mayChange ? undefined : NO_MACHINE_CHANGE}>Change</Button>
  if (!mayChange) return button
  const opened = (dialog: typeof open) => ({ open: open === dialog, onOpenChange: () => setOpen(undefined) })
  return (
    <>
      <Menu trigger={button}>
        <MenuItem icon={Pencil} onSelect={() => setOpen('rename')}>
          Rename
        </MenuItem>
        <MenuItem icon={Merge} onSelect={() => setOpen('merge')}>
          Merge into another machine
        </MenuItem>
        <MenuItem icon={EyeOff} danger onSelect={() => setOpen('forget')}>
          Forget
        </MenuItem>
      </Menu>
      <FormDialog
        title={`Rename ${name}`}
        description="What comes under its old name is still about this machine. Renamed back, it is as it was."
        {...opened('rename')}
        action={renameMachineAction}
        input={({ text }) => ({ machine: name, name: text('name') ?? '', reason: text('reason') ?? '' })}
        confirmLabel="Rename the machine"
        onDone={(renamed) => go(paths.client(renamed))}
      >
        <Field label="New name">
          <Input name="name" autoComplete="off" maxLength={255} defaultValue={name} className="font-mono" />
        </Field>
        <ReasonField />
      </FormDialog>
      <MergeDialog names={[name]} mayChange {...opened('merge')} />
      <ForgetDialog names={[name]} machines={name} mayChange {...opened('forget')} />
    </>
  )
}
