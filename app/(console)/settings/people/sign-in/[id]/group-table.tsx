'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import type { ProviderRow } from '@/lib/data/people/sign-in-providers'
import { ROLE_OPTIONS } from '../../role-select'
import { SitesField } from '../../sites-field'
import { mapGroupAction, unmapGroupAction } from '../actions'

type GroupRow = ProviderRow['groups'][number]

/** The groups that give a role. */
export function GroupTable({ provider }: { provider: ProviderRow }) {
  const columns: readonly Column<GroupRow>[] = [
    {
      id: 'group',
      header: 'Group',
      rowHeader: true,
      minWidth: '14rem',
      cell: ({ group }) => <span className="font-mono">{group}</span>,
    },
    {
      id: 'role',
      header: 'Role',
      cell: ({ role, sites }) => (
        <>
          {ROLE_LABELS[role]}
          {sites.length > 0 && <small>{sites.join(', ')} only</small>}
        </>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      headerHidden: true,
      end: true,
      cell: ({ group, role }) => (
        <FormDialog
          title={`Take the role from ${group}?`}
          description={`Whoever is ${ROLE_LABELS[role].toLowerCase()} by this group alone is refused from the next sign-in on.`}
          confirmLabel="Take the role"
          danger
          trigger={
            <Button look="quiet" size="small">
              Remove
            </Button>
          }
          action={unmapGroupAction}
          input={() => ({ providerId: provider.id, group })}
        />
      ),
    },
  ]
  return (
    <DataTable
      label="Groups and roles"
      columns={columns}
      rows={provider.groups}
      rowId={({ group }) => group}
      density="roomy"
      empty={
        <EmptyState kind="noData" title="No group has a role yet">
          Test first: the result names the groups as the provider writes them.
        </EmptyState>
      }
    />
  )
}

/** Gives a role to a group. */
export function MapGroup({ provider }: { provider: ProviderRow }) {
  return (
    <FormDialog
      trigger={<Button>Give a group a role</Button>}
      title="Give a group a role"
      confirmLabel="Give the role"
      action={mapGroupAction}
      input={({ text }) => ({
        providerId: provider.id,
        group: text('group'),
        role: text('role'),
        sites: text('sites'),
      })}
    >
      <Field
        label="Group"
        hint={
          provider.kind === 'oidc'
            ? 'As the claim has it. Entra ID sends the object ID of a group, Keycloak its name.'
            : 'Distinguished name, SID or account name. A common name could stand for several groups.'
        }
      >
        <Input name="group" mono autoComplete="off" />
      </Field>
      <Field label="Role">
        <Select name="role" options={ROLE_OPTIONS} defaultValue="helpdesk" className="w-full" />
      </Field>
      <SitesField />
    </FormDialog>
  )
}
