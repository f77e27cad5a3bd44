'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { TickField } from '@/components/form/tick-field'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { listTitle, type SavedView, viewHref } from '@/lib/format/views'
import { changeViewAction, removeViewAction } from './actions'

const COLUMNS: readonly Column<SavedView>[] = [
  {
    id: 'name',
    header: 'Name',
    rowHeader: true,
    cell: (view) => (
      <Link href={viewHref(view)}>
        <strong>{view.name}</strong>
      </Link>
    ),
  },
  { id: 'list', header: 'List', cell: ({ list }) => listTitle(list) },
  { id: 'owner', header: 'Owner', cell: ({ owner, isOwn }) => (isOwn ? `${owner} (you)` : owner) },
  { id: 'shared', header: 'Open to', cell: ({ isShared }) => (isShared ? 'everybody' : 'its owner') },
]

/** Views, with what can be done about one's own. */
export function ViewsTable({ views, mayShare }: { views: readonly SavedView[]; mayShare: boolean }) {
  const actions: Column<SavedView> = {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    end: true,
    cell: (view) => view.isOwn && <ViewActions view={view} mayShare={mayShare} />,
  }
  return <DataTable label="Views" columns={[...COLUMNS, actions]} rows={views} rowId={({ id }) => id} />
}

function ViewActions({ view, mayShare }: { view: SavedView; mayShare: boolean }) {
  return (
    <span className="inline-flex gap-1">
      <FormDialog
        title={`Change ${view.name}`}
        confirmLabel="Save the changes"
        trigger={
          <Button look="quiet" size="small">
            Change
          </Button>
        }
        action={changeViewAction}
        input={({ text, flag }) => ({
          viewId: view.id,
          name: text('name'),
          isShared: mayShare ? flag('isShared') : view.isShared,
        })}
      >
        <Field label="Name">
          <Input name="name" defaultValue={view.name} autoComplete="off" maxLength={60} />
        </Field>
        {mayShare && (
          <TickField name="isShared" defaultChecked={view.isShared} label="Share it: everybody may open it" />
        )}
      </FormDialog>
      <FormDialog
        title={`Remove ${view.name}?`}
        description={
          view.isShared ? 'It disappears for everybody. The list stays as it is.' : 'The list stays as it is.'
        }
        confirmLabel="Remove the view"
        danger
        trigger={
          <Button look="quiet" size="small">
            Remove
          </Button>
        }
        action={removeViewAction}
        input={() => ({ viewId: view.id })}
      />
    </span>
  )
}
