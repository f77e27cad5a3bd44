import { Field } from '@/components/form/field'
import { Textarea } from '@/components/form/input'

/** To which sites somebody is limited. */
export function SitesField({ sites = [] }: { sites?: readonly string[] }) {
  return (
    <Field
      label="Only machines of these sites"
      hint="A site a line, as Clients names it. Empty: all machines. Whoever is limited sees clients, licenses, the desk, alerts and reports of those machines, and nothing else of the fleet."
    >
      <Textarea name="sites" rows={3} defaultValue={sites.join('\n')} />
    </Field>
  )
}
