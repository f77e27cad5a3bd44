import { Trash2 } from 'lucide-react'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { hostPlatforms, keyGroupLabel } from '@/lib/activation/kms/host-platforms'
import type { PlannedHost } from '@/lib/activation/plan/plan-inventory'

interface HostFieldsProps {
  path: string
  host: PlannedHost | undefined
  networks: readonly string[]
  onRemove: () => void
}

const PLATFORMS = [
  { value: '', label: 'Not known' },
  ...hostPlatforms().map((platform) => ({ value: platform, label: platform })),
]

/** One KMS host of the plan. */
export function HostFields({ path, host, networks, onRemove }: HostFieldsProps) {
  const keys = host?.keys === undefined ? '' : host.keys.map((key) => keyGroupLabel(key)).join(', ') || 'none'
  return (
    <Card>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1.5fr_2fr_1.5fr_auto] items-start">
        <Field label="KMS host">
          <Input name={`${path}.name`} mono defaultValue={host?.name} />
        </Field>
        <Field label="System">
          <Select
            name={`${path}.platform`}
            options={PLATFORMS}
            defaultValue={host?.platform ?? ''}
            className="w-full"
          />
        </Field>
        <Field label="Host keys" hint="By name, with commas between; none; empty where not known.">
          <Input name={`${path}.keys`} defaultValue={keys} />
        </Field>
        <Field label="Stands in">
          <Select
            name={`${path}.network`}
            options={[
              { value: '', label: 'Serves all networks' },
              ...networks.map((name) => ({ value: name, label: name })),
            ]}
            defaultValue={host?.network ?? ''}
            className="w-full"
          />
        </Field>
        <Button
          look="quiet"
          icon={Trash2}
          onClick={onRemove}
          aria-label={`Remove ${host?.name ?? 'this KMS host'}`}
          className="lg:mt-6"
        />
      </div>
    </Card>
  )
}
