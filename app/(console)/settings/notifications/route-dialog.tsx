'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import type { FormValues } from '@/components/form/form-values'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { TickField } from '@/components/form/tick-field'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { SEVERITIES } from '@/lib/activation/alert/alert'
import { ALERT_KINDS } from '@/lib/activation/alert/alert-table'
import { type Timing, weekdayWords } from '@/lib/activation/notice/route'
import { ROLE_LABELS, ROLES } from '@/lib/auth/permissions'
import type { ChannelRow, RouteRow } from '@/lib/data/channels/channels-page'
import { addRouteAction, changeRouteAction } from './actions'

interface RouteDialogProps {
  channels: readonly ChannelRow[]
  /** absent: a new one */
  route?: RouteRow
}

/** Adds a route, or changes one. */
export function RouteDialog({ channels, route }: RouteDialogProps) {
  const common = { children: <RouteFields channels={channels} route={route} />, width: 'wide' as const }
  if (route) {
    return (
      <FormDialog
        {...common}
        trigger={
          <Button look="quiet" size="small">
            Change
          </Button>
        }
        title={`Change the route ${route.name}`}
        confirmLabel="Save the changes"
        action={changeRouteAction}
        input={(form) => ({ routeId: route.id, ...typed(form) })}
      />
    )
  }
  const usable = channels.some(({ kind }) => kind !== 'heartbeat')
  return (
    <FormDialog
      {...common}
      trigger={<Button icon={Plus}>Add a route</Button>}
      disabledReason={usable ? undefined : 'Add a channel first: a route needs a way out.'}
      title="Add a route"
      confirmLabel="Add the route"
      action={addRouteAction}
      input={typed}
    />
  )
}

const typed = ({ text, list, flag }: FormValues) => ({
  name: text('name'),
  channelId: text('channelId'),
  roles: list('roles'),
  addresses: text('addresses'),
  severities: list('severities'),
  rules: list('rules'),
  sites: text('sites'),
  owners: text('owners'),
  timing: text('timing'),
  hour: text('hour') || undefined,
  weekday: text('weekday') || undefined,
  zone: text('zone'),
  quietFrom: text('quietFrom'),
  quietTo: text('quietTo'),
  perHour: text('perHour') || undefined,
  escalateMinutes: text('escalateMinutes'),
  escalateTo: text('escalateTo'),
  isOff: flag('isOff'),
})

const TIMING_OPTIONS = [
  {
    value: 'atOnce',
    label: 'At once',
    hint: 'Half a minute after the first, the next of its kind after five minutes.',
  },
  { value: 'daily', label: 'Every day', hint: 'One message with everything that is still open.' },
  { value: 'weekly', label: 'Every week', hint: 'The same, on one day of the week.' },
] as const

function RouteFields({ channels, route }: { channels: readonly ChannelRow[]; route: RouteRow | undefined }) {
  const usable = channels.filter(({ kind }) => kind !== 'heartbeat')
  const [channelId, setChannelId] = useState(route?.channelId ?? usable[0]?.id ?? '')
  const [timing, setTiming] = useState<Timing>(route?.timing ?? 'atOnce')
  const isMail = usable.find(({ id }) => id === channelId)?.kind === 'mail'
  const optionOf = ({ id, name }: ChannelRow) => ({ value: id, label: name })
  return (
    <>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field label="Name">
          <Input
            name="name"
            autoComplete="off"
            defaultValue={route?.name ?? ''}
            placeholder="Errors to the team"
          />
        </Field>
        <Field label="Channel">
          <Select
            name="channelId"
            options={usable.map(optionOf)}
            value={channelId}
            onValueChange={setChannelId}
            className="w-full"
          />
        </Field>
      </div>
      {isMail && <PeopleFields route={route} />}
      <Ticks
        legend="Severities (none: all)"
        name="severities"
        options={SEVERITIES.toReversed().map((value) => ({ value, label: value }))}
        chosen={route?.severities ?? ['critical', 'error']}
      />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field label="Sends">
          <Select
            name="timing"
            options={TIMING_OPTIONS}
            value={timing}
            onValueChange={setTiming}
            className="w-full"
          />
        </Field>
        <Field label="Time zone" hint="Of its hours, such as Europe/Berlin.">
          <Input name="zone" autoComplete="off" defaultValue={route?.zone ?? ownZone()} />
        </Field>
        {timing !== 'atOnce' && (
          <Field label="Hour">
            <Input name="hour" type="number" min={0} max={23} defaultValue={route?.hour ?? 8} />
          </Field>
        )}
        {timing === 'weekly' && (
          <Field label="Day">
            <Select
              name="weekday"
              options={weekdayWords}
              defaultValue={String(route?.weekday ?? 1)}
              className="w-full"
            />
          </Field>
        )}
      </div>
      <MoreFields
        label="Which alerts"
        open={[route?.rules, route?.sites, route?.owners].some((one) => one?.length)}
      >
        <Ticks
          legend="Kinds (none: all)"
          name="rules"
          options={ALERT_KINDS.map(({ rule, title }) => ({ value: rule, label: `${rule} ${title}` }))}
          chosen={route?.rules ?? []}
        />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field label="Sites" optional hint="Separated by commas. Empty: all.">
            <Input name="sites" autoComplete="off" defaultValue={route?.sites.join(', ')} />
          </Field>
          <Field label="Owners" optional hint="Separated by commas. Empty: all.">
            <Input name="owners" autoComplete="off" defaultValue={route?.owners.join(', ')} />
          </Field>
        </div>
      </MoreFields>
      <MoreFields
        label="Quiet hours, escalation, limits"
        open={route !== undefined && (route.quietFrom !== null || route.escalateTo !== null || route.isOff)}
      >
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field label="Quiet from" optional hint="A full hour. Only what is critical goes out then.">
            <Input name="quietFrom" type="number" min={0} max={23} defaultValue={route?.quietFrom ?? ''} />
          </Field>
          <Field label="Quiet to" optional>
            <Input name="quietTo" type="number" min={0} max={23} defaultValue={route?.quietTo ?? ''} />
          </Field>
          <Field label="Escalate after minutes" optional hint="When nobody has acknowledged it.">
            <Input name="escalateMinutes" type="number" min={1} defaultValue={route?.escalateMinutes ?? ''} />
          </Field>
          <Field label="Escalate to" optional>
            <Select
              name="escalateTo"
              options={[{ value: '', label: 'Nobody' }, ...usable.map(optionOf)]}
              defaultValue={route?.escalateTo ?? ''}
              className="w-full"
            />
          </Field>
          <Field label="Messages an hour" hint="What is more waits and comes as one.">
            <Input name="perHour" type="number" min={1} max={1000} defaultValue={route?.perHour ?? 20} />
          </Field>
        </div>
        <TickField name="isOff" label="Switched off" defaultChecked={route?.isOff ?? false} />
      </MoreFields>
    </>
  )
}

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

function PeopleFields({ route }: { route: RouteRow | undefined }) {
  return (
    <>
      <Ticks
        legend="To everybody who is"
        name="roles"
        options={ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
        chosen={route?.roles ?? ['licensingAdmin']}
      />
      <Field label="Further addresses" optional hint="Separated by commas.">
        <Textarea
          name="addresses"
          mono
          rows={2}
          spellCheck={false}
          defaultValue={route?.addresses.join(', ')}
        />
      </Field>
    </>
  )
}

interface TicksProps {
  legend: string
  name: string
  options: readonly { value: string; label: string }[]
  chosen: readonly string[]
}

/** Several of a few words. */
function Ticks({ legend, name, options, chosen }: TicksProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium mb-1.5">{legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {options.map(({ value, label }) => (
          <label key={value} className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="tick-box"
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
