/** What is wrong with one field and what to do, where it is read: under the control. Nothing when nothing is wrong. */
export function FieldError({ id, children }: { id?: string; children: string | undefined }) {
  if (!children) return null
  return (
    <p id={id} role="alert" className="text-table text-bad">
      {children}
    </p>
  )
}
