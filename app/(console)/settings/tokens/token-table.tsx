'use client'

import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { FormDialog } from '@/components/form/form-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import type { TokenRow } from '@/lib/data/tokens/api-tokens'
import { SCOPES } from '@/lib/data/tokens/scopes'
import { formatCountOf } from '@/lib/format/counts'
import type { ShownList } from '@/lib/format/shown-list'
import { revokeTokenAction, revokeTokensAction, rotateTokenAction } from './actions'
import { SecretField } from './secret-field'

/** endsSoon: 'expired', or 'in 12 days', where it is time to give its programs a new one. */
export interface ShownToken extends TokenRow {
  endsSoon: string | null
}

const COLUMNS: readonly Column<ShownToken>[] = [
  {
    id: 'name',
    header: 'Name',
    sortKey: 'name',
    always: true,
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
    sortKey: 'used',
    startsDescending: true,
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
  { id: 'expires', header: 'Expires', sortKey: 'expires', cell: (token) => <Expiry {...token} /> },
  {
    id: 'made',
    header: 'Made',
    sortKey: 'made',
    startsDescending: true,
    cell: ({ createdAt, createdBy }) => (
      <>
        <Time at={createdAt} />
        <small>by {createdBy}</small>
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    headerHidden: true,
    always: true,
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

/** The tokens, with what can be done about each. */
export function TokenTable({ shown }: { shown: ShownList<ShownToken> }) {
  return (
    <ListView
      label="API tokens"
      shown={shown}
      columns={COLUMNS}
      rowId={({ id }) => id}
      density="roomy"
      actions={(ids, clear) => <RevokeChosen ids={ids} rows={shown.page.rows} clear={clear} />}
      empty={
        <EmptyState kind="noData" title="No tokens yet">
          A program with a token posts what machines say to /api/v1/observations, sends files to
          /api/v1/files, or reads the fleet.
        </EmptyState>
      }
    />
  )
}

interface RevokeChosenProps {
  ids: readonly string[]
  rows: readonly TokenRow[]
  clear: () => void
}

/** Revokes all that are selected; those revoked already stay as they are. */
function RevokeChosen({ ids, rows, clear }: RevokeChosenProps) {
  const inUse = rows.filter(({ id, revokedAt }) => ids.includes(id) && revokedAt === null)
  const tokens = formatCountOf(inUse.length, 'token')
  return (
    <FormDialog
      title={`Revoke ${tokens}?`}
      description={`Every program that sends or reads with ${inUse.length === 1 ? 'it' : 'one of them'} is refused at once. What was sent stays in the record.`}
      confirmLabel={`Revoke ${tokens}`}
      danger
      trigger={<Button>Revoke</Button>}
      disabledReason={inUse.length === 0 ? 'None of these is in use.' : undefined}
      action={revokeTokensAction}
      input={() => inUse.map(({ id }) => id)}
      onDone={clear}
    />
  )
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
