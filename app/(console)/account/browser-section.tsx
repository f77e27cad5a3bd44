'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import {
  parseTheme,
  rememberInCookie,
  START_PAGE_COOKIE,
  START_PAGES,
  type StartPage,
  THEME_LABEL,
  type Theme,
  TIME_ZONE_COOKIE,
  takeOnTheme,
} from '@/components/layout/choice-cookies'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Select } from '@/components/ui/select'
import { paths } from '@/lib/format/paths'

const THEMES = Object.entries(THEME_LABEL).map(([value, label]) => ({ value: value as Theme, label }))
const PAGES: { value: StartPage; label: string }[] = [
  { value: 'role', label: 'As the role begins' },
  ...Object.entries(START_PAGES).map(([value, { label }]) => ({ value: value as StartPage, label })),
]

/** What this browser keeps of how the console looks: it holds at once, for whoever uses it. */
export function BrowserSection(props: { theme: Theme; startPage: StartPage; timeZone: string }) {
  const [startPage, setStartPage] = useState(props.startPage)
  const [timeZone, setTimeZone] = useState(props.timeZone)
  return (
    <Section
      id="browser"
      title="This browser"
      hint={
        <>
          These hold at once and are kept in this browser. Columns and density are set on each list; which
          alerts reach you, under{' '}
          <Link href={paths.alertKinds()} className="link">
            Kinds and limits
          </Link>
          .
        </>
      }
    >
      <div className="flex flex-wrap items-start gap-4">
        <Field label="Theme">
          <Select
            options={THEMES}
            defaultValue={props.theme}
            onValueChange={(value) => takeOnTheme(parseTheme(value))}
          />
        </Field>
        <Field label="Page after signing in">
          <Select
            options={PAGES}
            value={startPage}
            onValueChange={(value) => {
              rememberInCookie(START_PAGE_COOKIE, value)
              setStartPage(value)
            }}
            className="min-w-44"
          />
        </Field>
        <Field label="Time zone" hint="Moments are in UTC; their explanation adds this one.">
          <Select
            options={zoneOptions()}
            value={timeZone}
            onValueChange={(value) => {
              rememberInCookie(TIME_ZONE_COOKIE, value)
              setTimeZone(value)
            }}
            className="min-w-60"
          />
        </Field>
      </div>
    </Section>
  )
}

function zoneOptions(): { value: string; label: string }[] {
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))
  return [{ value: '', label: 'That of the browser' }, ...zones]
}
