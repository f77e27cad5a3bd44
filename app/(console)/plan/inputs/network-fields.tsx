import { Field } from '@/components/form/field'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { TickField } from '@/components/form/tick-field'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { NETWORK_GENERATIONS } from '@/lib/activation/advice/network-inventory'
import type { Origin } from '@/lib/activation/plan/known-fleet'
import { OFFICE_VERSIONS, type PlannedNetwork } from '@/lib/activation/plan/plan-inventory'
import { GENERATION_WORDS } from '@/lib/activation/plan/plan-sentence'

interface NetworkFieldsProps {
  path: string
  network: PlannedNetwork | undefined
  origins: Readonly<Record<string, Origin>>
  onRemove: () => void
}

const CATEGORIES = [
  { value: 'production', label: 'Production', hint: 'The intranet' },
  { value: 'secure', label: 'Secure', hint: 'Behind a firewall' },
  { value: 'isolated', label: 'Isolated', hint: 'Little or no way out' },
  { value: 'disconnected', label: 'Disconnected', hint: 'Machines without a regular network' },
]
const MEMBERSHIP_OPTIONS = [
  { value: 'domain', label: 'Forest of the KMS hosts' },
  { value: 'trusted-forest', label: 'Trusted forest' },
  { value: 'untrusted-forest', label: 'Untrusted forest' },
  { value: 'workgroup', label: 'Workgroup' },
]
const CONTACT_OPTIONS = [
  { value: 'always', label: 'Always' },
  { value: 'within180Days', label: 'Within 180 days', hint: 'As by VPN' },
  { value: 'never', label: 'Never' },
]
const LEAVE_OPTIONS = [
  { value: 'files', label: 'Files' },
  { value: 'digits', label: 'Digits only' },
  { value: 'nothing', label: 'Nothing' },
]

const FLAGS = [
  ['reachesKms', 'TCP 1688 to a KMS host can be opened'],
  ['reachesInternet', 'Its machines reach the Internet'],
  ['usesKmsForestDns', 'Its machines ask the DNS of the KMS hosts’ forest'],
  ['ownForest', 'A forest of its own, with domain controllers inside'],
] as const
const MORE_FLAGS = [
  ['virtualOnDatacenterHosts', 'All are guests of activated Datacenter hosts'],
  ['mayHoldHostKey', 'Its administrators may hold the KMS host key'],
  ['wantsEsu', 'Extended security updates are wanted'],
] as const
const NUMBERS = [
  ['subscriptionMachines', 'Licensed by subscription', 'Clients'],
  ['asBoughtMachines', 'As bought (OEM, retail)', 'Clients'],
  ['growthPerYear', 'Growth a year', 'Percent'],
  ['rebuildsPerYear', 'Rebuilds a year', 'Machines'],
] as const

/** One network of the plan; each input says whether it was observed or is assumed. */
export function NetworkFields({ path, network, origins, onRemove }: NetworkFieldsProps) {
  const mark = (field: string) => (network === undefined ? undefined : MARK[origins[field] ?? 'entered'])
  const name = (field: string) => `${path}.${field}`
  const flags = (list: readonly (readonly [keyof PlannedNetwork, string])[]) =>
    list.map(([field, label]) => (
      <TickField
        key={field}
        name={name(field)}
        label={label}
        hint={mark(field)}
        defaultChecked={network === undefined ? field === 'mayHoldHostKey' : network[field] === true}
      />
    ))
  return (
    <Card>
      <div className="grid gap-5">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4 items-start">
          <Field label="Network">
            <Input name={name('name')} mono defaultValue={network?.name} />
          </Field>
          <Field label="Kind" hint={mark('category')}>
            <Select
              name={name('category')}
              options={CATEGORIES}
              defaultValue={network?.category ?? 'production'}
              className="w-full"
            />
          </Field>
          <Field label="Belongs to" hint={mark('membership')}>
            <Select
              name={name('membership')}
              options={MEMBERSHIP_OPTIONS}
              defaultValue={network?.membership ?? 'domain'}
              className="w-full"
            />
          </Field>
          <Field label="Sees a domain controller or KMS host" hint={mark('contact')}>
            <Select
              name={name('contact')}
              options={CONTACT_OPTIONS}
              defaultValue={network?.contact ?? 'always'}
              className="w-full"
            />
          </Field>
        </div>
        <Machines path={path} network={network} mark={mark('machines')} />
        <div className="grid gap-3 sm:grid-cols-2">{flags(FLAGS)}</div>
        <MoreFields label="Office, zones, growth and rules">
          <div className="grid gap-4 grid-cols-2 sm:grid-cols-3 lg:grid-cols-6 items-start">
            {OFFICE_VERSIONS.map((version) => (
              <Field key={version} label={version} hint={mark('office')}>
                <Input
                  name={name(`office.${version}`)}
                  inputMode="numeric"
                  defaultValue={network?.office?.find((one) => one.version === version)?.machines ?? 0}
                />
              </Field>
            ))}
          </div>
          <div className="grid gap-4 grid-cols-2 lg:grid-cols-5 items-start">
            {NUMBERS.map(([field, label, unit]) => (
              <Field key={field} label={label} hint={[unit, mark(field)].filter(Boolean).join(', ')}>
                <Input name={name(field)} inputMode="numeric" defaultValue={network?.[field] ?? 0} />
              </Field>
            ))}
            <Field label="Life of a machine" optional hint="Days until it is rebuilt">
              <Input name={name('lifetimeDays')} inputMode="numeric" defaultValue={network?.lifetimeDays} />
            </Field>
          </div>
          <div className="grid gap-4 sm:grid-cols-2 items-start">
            <Field
              label="Zones its machines search"
              hint={['One a line', mark('zones')].filter(Boolean).join(', ')}
            >
              <Textarea name={name('zones')} mono rows={3} defaultValue={network?.zones?.join('\n')} />
            </Field>
            <Field label="Forest its machines have joined" optional hint={network?.forest && mark('forest')}>
              <Input name={name('forest')} mono defaultValue={network?.forest} />
            </Field>
            <Field label="What may leave it" hint={mark('mayLeave')}>
              <Select
                name={name('mayLeave')}
                options={LEAVE_OPTIONS}
                defaultValue={network?.mayLeave ?? 'files'}
                className="w-full"
              />
            </Field>
          </div>
          <div className="grid gap-3 sm:grid-cols-2">{flags(MORE_FLAGS)}</div>
        </MoreFields>
        <div>
          <Button look="quiet" size="small" onClick={onRemove}>
            Remove {network?.name ?? 'this network'}
          </Button>
        </div>
      </div>
    </Card>
  )
}

const MARK: Readonly<Record<Origin, string>> = {
  observed: 'observed',
  assumed: 'assumed',
  entered: 'entered',
}

/** Machines by generation, clients and servers. */
function Machines({
  path,
  network,
  mark,
}: {
  path: string
  network: PlannedNetwork | undefined
  mark: string | undefined
}) {
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium pb-1.5">
        Machines{mark && <span className="text-ink-soft font-normal"> ({mark})</span>}
      </legend>
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {NETWORK_GENERATIONS.map((generation) => {
          const lot = network?.machines?.find((one) => one.generation === generation)
          return (
            <div key={generation} className="grid gap-1.5 content-start">
              <p className="text-table text-ink-soft">{GENERATION_WORDS[generation]}</p>
              <div className="flex gap-3">
                {(['clients', 'servers'] as const).map((kind) => (
                  <Field key={kind} label={kind === 'clients' ? 'Clients' : 'Servers'}>
                    <Input
                      name={`${path}.machines.${generation}.${kind}`}
                      inputMode="numeric"
                      className="max-w-24"
                      defaultValue={lot?.[kind] ?? 0}
                      aria-label={`${kind === 'clients' ? 'Clients' : 'Servers'} with ${GENERATION_WORDS[generation]}`}
                    />
                  </Field>
                ))}
              </div>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
