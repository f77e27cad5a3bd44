'use client'

import { ReceiptText } from 'lucide-react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { FilterChoice } from '@/lib/data/reports/filter-choices'
import { setEntitlementAction } from './actions'

interface EntitlementDialogProps {
  /** absent where there are too many to choose from: then the product is typed */
  products: readonly FilterChoice[] | undefined
  mayChange: boolean
}

/** How many licenses of a product were bought, from an agreement. */
export function EntitlementDialog({ products, mayChange }: EntitlementDialogProps) {
  return (
    <FormDialog
      title="Licenses bought"
      description="From your agreement, for one product. The report sets the machines found against them."
      trigger={<Button icon={ReceiptText}>Licenses bought</Button>}
      disabledReason={mayChange ? undefined : 'Only a licensing admin can enter what was bought.'}
      confirmLabel="Save"
      action={setEntitlementAction}
      input={({ text }) => ({
        product: text('product'),
        licenses: text('licenses') === '' ? null : Number(text('licenses')),
        note: text('note'),
      })}
    >
      <Field label="Product">
        {products ? (
          <Select name="product" options={[...products]} className="w-full" />
        ) : (
          <Input name="product" autoComplete="off" />
        )}
      </Field>
      <Field label="Licenses" hint="Leave empty to take away what was entered.">
        <Input name="licenses" type="number" min={0} />
      </Field>
      <Field label="From" hint="The agreement, or where the number is from." optional>
        <Input name="note" autoComplete="off" maxLength={200} />
      </Field>
    </FormDialog>
  )
}
