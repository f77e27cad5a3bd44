'use client'

import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { chooseByAddressAction } from './actions'

/** Asks only for the address: its domain says where to go on. */
export function AddressForm({ next }: { next: string }) {
  return (
    <Form
      action={chooseByAddressAction}
      input={({ text }) => ({ email: text('email'), next })}
      confirmLabel="Continue"
      onDone={(href) => window.location.assign(href)}
      size="large"
      leavesFreely
    >
      <Field label="Email address" hint="It leads to the way in that your organisation uses.">
        <Input name="email" type="email" autoComplete="username" className="h-10" />
      </Field>
    </Form>
  )
}
