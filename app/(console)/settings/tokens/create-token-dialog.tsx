'use client'

import { KeySquare } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { TickField } from '@/components/form/tick-field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { SCOPE_NAMES, SCOPES } from '@/lib/data/tokens/scopes'
import { createTokenAction } from './actions'
import { SecretField } from './secret-field'

/** Name, source, scopes; then the secret, once. */
export function CreateTokenDialog() {
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<{ name: string; token: string }>()
  return (
    <Dialog
      title={made ? `Token ${made.name}` : 'Create a token'}
      trigger={
        <Button look="primary" icon={KeySquare}>
          Create a token
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        setMade(undefined)
        setOpen(next)
      }}
      actions={
        made && (
          <DialogClose>
            <Button look="primary">Done</Button>
          </DialogClose>
        )
      }
    >
      {made ? <SecretField token={made.token} /> : <CreateTokenForm onMade={setMade} />}
    </Dialog>
  )
}

function CreateTokenForm({ onMade }: { onMade: (made: { name: string; token: string }) => void }) {
  return (
    <Form
      action={createTokenAction}
      input={({ text, flag, number }) => ({
        name: text('name'),
        source: text('source') || undefined,
        scopes: SCOPE_NAMES.filter((scope) => flag(scope)),
        expiresInDays: number('expiresInDays'),
        networks: text('networks'),
      })}
      confirmLabel="Create the token"
      onDone={({ token }, { text }) => onMade({ name: text('name'), token })}
    >
      <Field label="Name">
        <Input name="name" autoComplete="off" placeholder="Collectors in Berlin" />
      </Field>
      <Field label="Source" optional hint="What imports and machines name as their source. Empty: the name.">
        <Input name="source" autoComplete="off" />
      </Field>
      <fieldset className="grid gap-2">
        <legend className="font-medium mb-1.5">What it may do</legend>
        {SCOPE_NAMES.map((scope) => (
          <TickField
            key={scope}
            name={scope}
            label={sentence(SCOPES[scope].words)}
            defaultChecked={scope === 'observations.write'}
          />
        ))}
      </fieldset>
      <Field label="Days it holds" hint="730 at most. You can give it a new secret or revoke it at any time.">
        <Input name="expiresInDays" type="number" min={1} max={730} defaultValue={365} />
      </Field>
      <Field
        label="Networks"
        optional
        hint="Address ranges it may come from, such as 10.20.0.0/16. Empty: any."
      >
        <Input name="networks" autoComplete="off" />
      </Field>
    </Form>
  )
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
