'use client'

import { type FormEvent, useState } from 'react'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { useGo } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { PERIOD_WORDS } from '@/lib/activation/report/period'
import type { FilterChoice, FilterChoices } from '@/lib/data/reports/filter-choices'
import { paths } from '@/lib/format/paths'
import {
  type ReportFilter as Filter,
  REPORT_FILTERS,
  type ReportChoice,
  type ReportNumber,
  reportChoice,
  reportFacts,
  reportQuery,
} from '@/lib/format/reports'

const OWN = 'own'

interface ReportFilterProps {
  number: ReportNumber
  choice: ReportChoice
  choices: FilterChoices
}

/** The period and what narrows a report; all of it goes into the address. Without either there is nothing to choose. */
export function ReportFilter({ number, choice, choices }: ReportFilterProps) {
  const { periods, filters } = reportFacts(number)
  const go = useGo()
  const [period, setPeriod] = useState<string>('word' in choice.period ? choice.period.word : OWN)
  const hasPeriod = periods[0] !== 'today'
  if (!hasPeriod && filters.length === 0) return null
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const words = Object.fromEntries([...given].map(([name, value]) => [name, String(value).trim()]))
    go(paths.report(number, reportQuery(number, reportChoice(number, words))))
  }
  const options = [
    ...periods.map((word) => ({ value: word, label: PERIOD_WORDS[word] })),
    { value: OWN, label: 'Days of your own' },
  ]
  const own = 'word' in choice.period ? undefined : choice.period
  return (
    <form onSubmit={send} className="flex flex-wrap items-end gap-x-3 gap-y-3 print:hidden">
      {hasPeriod && (
        <Field label="Period">
          <Select name="period" options={options} value={period} onValueChange={setPeriod} className="w-44" />
        </Field>
      )}
      {period === OWN && (
        <>
          <Field label="From">
            <Input type="date" name="from" required defaultValue={own?.from} className="w-40" />
          </Field>
          <Field label="To">
            <Input type="date" name="to" required defaultValue={own?.to} className="w-40" />
          </Field>
        </>
      )}
      {filters.map((filter) => (
        <Field key={filter} label={REPORT_FILTERS[filter]}>
          <FilterControl filter={filter} value={choice.filters[filter]} choices={choices[filter]} />
        </Field>
      ))}
      <Button type="submit">Show</Button>
      {Object.keys(reportQuery(number, choice)).length > 0 && (
        <Button look="quiet" onClick={() => go(paths.report(number))}>
          Show the usual
        </Button>
      )}
    </form>
  )
}

interface FilterControlProps {
  filter: Filter
  value: string | undefined
  choices: readonly FilterChoice[] | undefined
  /** given by the field */
  id?: string
}

/** A choice where there are choices; what the address names and nobody offers stands among them. */
function FilterControl({ filter, value, choices, ...field }: FilterControlProps) {
  if (choices === undefined)
    return <Input {...field} name={filter} defaultValue={value} autoComplete="off" className="w-56" />
  const isOffered = value === undefined || choices.some((one) => one.value === value)
  const options = [
    ...(filter === 'by' ? [] : [{ value: '', label: 'All' }]),
    ...choices,
    ...(isOffered ? [] : [{ value, label: value }]),
  ]
  const usual = filter === 'by' ? choices[0]?.value : ''
  return (
    <Select {...field} name={filter} options={options} defaultValue={value ?? usual ?? ''} className="w-56" />
  )
}
