'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { Limits } from '@/lib/activation/alert/alert'
import type { LimitRow } from '@/lib/activation/alert/alert-kind'
import type { LimitTrial } from '@/lib/data/alerts/trial'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { limitsAction } from '../../actions'

interface LimitsFormProps {
  rule: string
  rows: Readonly<Record<string, LimitRow>>
  limits: Limits
  mayChange: boolean
}

/** The limits of a kind, what they would do, and saving them. */
export function LimitsForm({ rule, rows, limits, mayChange }: LimitsFormProps) {
  const [tried, setTried] = useState<Record<string, string>>()
  const {
    data: trial,
    isFetching,
    error,
  } = useQuery({
    queryKey: ['alerts', 'trial', rule, tried],
    queryFn: () => fetchTrial(rule, tried ?? {}),
    enabled: tried !== undefined,
  })
  const [values, setValues] = useState<Record<string, string>>(
    Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, String(value)])),
  )
  const fields = Object.entries(rows).map(([name, { label, unit, usual }]) => (
    <Field key={name} label={label} hint={`${unit}; usually ${usual.toLocaleString('en-US')}`}>
      <Input
        name={name}
        type="number"
        value={values[name] ?? ''}
        onChange={({ target }) => setValues({ ...values, [name]: target.value })}
        className="max-w-40"
      />
    </Field>
  ))
  const tryIt = (
    <Button onClick={() => setTried(values)} disabled={isFetching}>
      Try these limits
    </Button>
  )
  const answer = (
    <div aria-live="polite" className="grid gap-2">
      {isFetching && <p className="text-ink-soft">Trying …</p>}
      {error && <p className="text-bad">It could not be tried: {error.message}</p>}
      {trial && !isFetching && <Trial trial={trial} />}
    </div>
  )
  if (!mayChange) {
    return (
      <div className="grid gap-4">
        {fields}
        <div>{tryIt}</div>
        {answer}
      </div>
    )
  }
  return (
    <Form
      className="max-w-2xl"
      action={limitsAction}
      input={({ number, text }) => ({
        rule,
        limits: Object.fromEntries(Object.keys(rows).map((name) => [name, number(name)])),
        reason: text('reason'),
      })}
      confirmLabel="Save the limits"
      otherActions={tryIt}
    >
      {fields}
      {answer}
      <ReasonField />
    </Form>
  )
}

function Trial({ trial: { today, named, openings } }: { trial: LimitTrial }) {
  return (
    <>
      <p className="font-medium">Today: {formatCountOf(today, 'alert')}.</p>
      {named.length > 0 && (
        <ul className="list-disc pl-5 text-table">
          {named.map((text) => (
            <li key={text}>{text}</li>
          ))}
          {today > named.length && <li>and {formatCountOf(today - named.length, 'more', 'more')}</li>}
        </ul>
      )}
      {openings === null ? (
        <p className="text-ink-soft">Judged on today only: what decides is not kept.</p>
      ) : (
        <p className="font-medium">
          In the last 90 days it would have opened {formatCountOf(openings.length, 'time')}
          {openings.length > 0 ? ':' : '.'}
        </p>
      )}
      {openings !== null && openings.length > 0 && (
        <ul className="grid gap-0.5 text-table max-h-72 overflow-y-auto">
          {openings.toReversed().map(({ at, text }) => (
            <li key={`${at} ${text}`}>
              <Time at={at} as="dateTime" />: {text}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

async function fetchTrial(rule: string, limits: Record<string, string>): Promise<LimitTrial> {
  const answer = await fetch(paths.api.alertTrial({ rule, ...limits }))
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`)
  return answer.json()
}
