'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { useSend } from '@/components/form/use-send'
import { rememberInCookie, takeOnTheme } from '@/components/layout/choice-cookies'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Select } from '@/components/ui/select'
import { DAY_FORM_COOKIE, DAY_FORM_LABEL } from '@/lib/activation/words/day-form'
import {
  parseTheme,
  type StartPage,
  THEME_LABEL,
  type Theme,
  TIME_ZONE_COOKIE,
} from '@/lib/format/own-choices'
import { paths } from '@/lib/format/paths'
import { chooseAction } from './actions'

const THEMES = Object.entries(THEME_LABEL).map(([value, label]) => ({ value: value as Theme, label }))
const DAY_FORMS = Object.entries(DAY_FORM_LABEL).map(([value, label]) => ({ value, label }))
const DENSITIES = [
  { value: '', label: 'As each list begins' },
  { value: 'compact', label: 'Compact' },
  { value: 'roomy', label: 'Roomy' },
]

interface ChoicesSectionProps {
  theme: Theme
  /** '' where nothing was chosen */
  density: string
  startPage: string
  timeZone: string
  dayForm: string
  startPages: readonly StartPage[]
}

/** How the console looks to the person, in every browser: each choice holds at once. */
export function ChoicesSection({
  theme,
  density,
  startPage,
  timeZone,
  dayForm,
  startPages,
}: ChoicesSectionProps) {
  return (
    <Section
      id="choices"
      title="How the console looks"
      hint={
        <>
          These hold at once, in every browser you sign in with. What you choose on a list itself counts
          there. Which alerts reach you is set under{' '}
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
            defaultValue={theme}
            onValueChange={(value) => takeOnTheme(parseTheme(value))}
          />
        </Field>
        <Choice label="Rows of lists" of="density" options={DENSITIES} startsAs={density} />
        <Choice
          label="Page after signing in"
          of="startPage"
          options={[{ value: '', label: 'As the role begins' }, ...startPages]}
          startsAs={startPage}
        />
        <Choice
          label="Dates"
          hint="Exports and messages stay as they are."
          of="dayForm"
          options={DAY_FORMS}
          startsAs={dayForm}
          onKept={(form) => {
            rememberInCookie(DAY_FORM_COOKIE, form)
            // What stands on the page was written in the other form.
            location.reload()
          }}
        />
        <Choice
          label="Time zone"
          hint="Moments are in UTC; their explanation adds this one."
          of="timeZone"
          options={zoneOptions(timeZone)}
          startsAs={timeZone}
          onKept={(zone) => rememberInCookie(TIME_ZONE_COOKIE, zone)}
        />
      </div>
    </Section>
  )
}

interface ChoiceProps {
  label: string
  hint?: string
  of: 'density' | 'startPage' | 'timeZone' | 'dayForm'
  options: readonly { value: string; label: string }[]
  startsAs: string
  onKept?: (value: string) => void
}

/** One choice: shown at once, and taken back where it could not be kept. */
function Choice({ label, hint, of, options, startsAs, onKept }: ChoiceProps) {
  const { send, busy } = useSend(chooseAction, { failed: 'The choice was not kept' })
  const [chosen, setChosen] = useState(startsAs)
  const choose = async (value: string) => {
    if (busy) return
    setChosen(value)
    if (await send({ [of]: value || null })) onKept?.(value)
    else setChosen(chosen)
  }
  return (
    <Field label={label} hint={hint}>
      <Select
        options={options.map(({ value, label: words }) => ({ value, label: words }))}
        value={chosen}
        onValueChange={(value) => void choose(value)}
        className="min-w-44"
      />
    </Field>
  )
}

/** Those of this browser, and what was chosen in one that knows it by another name. */
function zoneOptions(chosen: string): { value: string; label: string }[] {
  const names = Intl.supportedValuesOf('timeZone')
  const all = chosen === '' || names.includes(chosen) ? names : [chosen, ...names]
  return [{ value: '', label: 'That of the browser' }, ...all.map((zone) => ({ value: zone, label: zone }))]
}
