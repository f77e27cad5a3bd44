'use client'

import { Bookmark } from 'lucide-react'
import type { ViewList } from '@/lib/format/views'
import { Field } from '../form/field'
import { FormDialog } from '../form/form-dialog'
import { Input } from '../form/input'
import { TickField } from '../form/tick-field'
import { Button } from '../ui/button'
import { useOwnActions } from './own-actions'

interface SaveViewProps {
  list: ViewList
  /** the address of the list without its page */
  query: string
  mayShare: boolean
}

/** Keeps the list as it is under a name: filter, order, columns and look. */
export function SaveView({ list, query, mayShare }: SaveViewProps) {
  const { saveView } = useOwnActions()
  return (
    <FormDialog
      trigger={<Button icon={Bookmark}>Save view</Button>}
      title="Save this view"
      description="The list with its filter, order and columns. It appears in the menu at the left and in the search."
      confirmLabel="Save the view"
      action={saveView}
      input={({ text, flag }) => ({ list, query, name: text('name'), isShared: flag('isShared') })}
    >
      <Field label="Name">
        <Input name="name" autoComplete="off" maxLength={60} placeholder="Grace, Berlin" />
      </Field>
      {mayShare && <TickField name="isShared" label="Share it: everybody may open it" />}
    </FormDialog>
  )
}
