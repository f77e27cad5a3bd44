'use client'

import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { FormDialog } from '@/components/form/form-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import type { TokenRow } from '@/lib/data/tokens/api-tokens'
import { SCOPES } from '@/lib/data/tokens/scopes'
import { revokeTokenAction, rotateTokenAction } from './actions'
import { SecretField } from './secret-field'

/** endsSoon: 'expired', or 'in 12 days', where it is time to give its programs a new one. */
export interface ShownToken extends TokenRow {
  endsSoon: string | null
}

const COLUMNS: readonly Column<ShownToken>[] = [
  {
    id: 'name',
    header: 'Name',
    rowHeader: true,
    minWidth: '10rem',
    cell: ({ name, source, hint }) => (
      <>
        <strong>{name}</strong>
        <small>
          {source !== name && <>source {source}, </>}ends in <span className="font-mono">{hint}</span>
        </small>
      </>
    ),
  },
  {
    id: 'scopes',
    header: 'May',
    minWidth: '12rem',
    cell: ({ scopes, networks }) => (
      <>
        {scopes.map((scope) => SCOPES[scope].words).join('; ')}
        {networks.length > 0 && <small>from {networks.join(', ')}</small>}
      </>
    ),
  },
  {
    id: 'used',
    header: 'Last used',
    cell: ({ lastUsedAt, lastUsedFrom }) =>
      lastUsedAt ? (
        <>
          <Time at={lastUsedAt} />
          <small>from {lastUsedFrom}</small>
        </>
      ) : (
        'never'
      ),
  },
  { id: 'expires', header: 'Expires', cell: (token) => <Expiry {...token} /> },
  {
    id: 'made',
    header: 'Made',
    cell: ({ createdAt, createdBy }) => (
      <>
        <Time at={createdAt} />
        <small>by {createdBy}</small>
      </>
    ),
  },
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    end: true,
    cell: (token) =>
      token.revokedAt ? (
        <>
          revoked <Time at={token.revokedAt} />
        </>
      ) : (
        <TokenActions token={token} />
      ),
  },
]

export function TokenTable({ label, tokens }: { label: string; tokens: readonly ShownToken[] }) {
  return <DataTable label={label} columns={COLUMNS} rows={tokens} rowId={({ id }) => id} />
}

/** A token's end; a month before it stands out, so that nobody is surprised by a feed that stops. */
function Expiry({ expiresAt, revokedAt, endsSoon }: ShownToken) {
  return (
    <span className="grid gap-1 justify-items-start">
      <Time at={expiresAt} />
      {endsSoon && !revokedAt && <Badge tone="warn">{endsSoon}</Badge>}
    </span>
  )
}

function TokenActions({ token }: { token: TokenRow }) {
  const [secret, setSecret] = useState<string>()
  return (
    <span className="inline-flex gap-1">
      <FormDialog
        title={`New secret for ${token.name}?`}
        description="The secret in use now holds for 14 more days, so that programs can be changed over one by one."
        confirmLabel="Make a new secret"
        trigger={
          <Button look="quiet" size="small">
            New secret
          </Button>
        }
        action={rotateTokenAction}
        input={() => ({ tokenId: token.id })}
        onDone={({ token: made }) => setSecret(made)}
      />
      <FormDialog
        title={`Revoke ${token.name}?`}
        description={revokeWords(token)}
        confirmLabel="Revoke"
        danger
        trigger={
          <Button look="quiet" size="small">
            Revoke
          </Button>
        }
        action={revokeTokenAction}
        input={() => ({ tokenId: token.id })}
      />
      <Dialog
        title={`Token ${token.name}`}
        open={secret !== undefined}
        onOpenChange={(open) => !open && setSecret(undefined)}
        actions={
          <DialogClose>
            <Button look="primary">Done</Button>
          </DialogClose>
        }
      >
        {secret ? <SecretField token={secret} /> : nothing}
      </Dialog>
    </span>
  )
}

function revokeWords({ lastUsedAt, lastUsedFrom }: TokenRow): string {
  const use = lastUsedAt ? `It was last used from ${lastUsedFrom}. ` : ''
  return `${use}Every program that sends or reads with it is refused at once. What it sent stays in the record.`
}
