import { Field } from './field'
import { Input } from './input'

/** Why it is done; the audit log keeps it. */
export function ReasonField() {
  return (
    <Field label="Reason" hint="Kept in the audit log with your name.">
      <Input name="reason" autoComplete="off" maxLength={500} />
    </Field>
  )
}
