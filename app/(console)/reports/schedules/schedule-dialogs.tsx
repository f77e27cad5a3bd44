'use client'

import { CalendarClock } from 'lucide-react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { PERIOD_WORDS } from '@/lib/activation/report/period'
import type { ScheduleRow } from '@/lib/data/reports/schedules'
import { REPORTS } from '@/lib/format/reports'
import { addScheduleAction, pauseScheduleAction, removeScheduleAction } from './actions'

interface AddScheduleProps {
  channels: readonly { id: string; name: string }[]
  mayChange: boolean
}

/** Where mail goes without a channel of one's own. */
const USUAL = 'usual'

/** Which report, when, as what, and to whom. */
export function AddSchedule({ channels, mayChange }: AddScheduleProps) {
  return (
    <FormDialog
      title="Schedule a report"
      description="It shows what you may see. A time that was missed is made up once."
      trigger={
        <Button look="primary" icon={CalendarClock}>
          Schedule a report
        </Button>
      }
      disabledReason={mayChange ? undefined : 'Only a licensing admin schedules reports.'}
      confirmLabel="Schedule it"
      action={addScheduleAction}
      input={({ text, number }) => ({
        report: text('report') as keyof typeof REPORTS,
        period: text('period'),
        every: text('every') as 'week' | 'month' | 'quarter',
        day: number('day'),
        hour: number('hour'),
        zone: text('zone'),
        format: text('format') as 'pdf' | 'xlsx',
        channelId: text('channelId') === USUAL ? null : text('channelId'),
        recipients: text('recipients')
          .split(/[\s,;]+/)
          .filter(Boolean),
      })}
    >
      <Field label="Report">
        <Select name="report" defaultValue="R3" options={REPORT_OPTIONS} className="w-full" />
      </Field>
      <Field label="Period" hint="Reports that are about no period show how things stand.">
        <Select name="period" defaultValue="lastMonth" options={PERIOD_OPTIONS} className="w-full" />
      </Field>
      <Field label="Every">
        <Select name="every" defaultValue="month" options={RHYTHMS} className="w-full" />
      </Field>
      <Field
        label="Day"
        hint="Of a week 1 (Monday) to 7; of a month or a quarter’s first month 1 to 28, or 0 for its last day."
      >
        <Input name="day" type="number" min={0} max={28} defaultValue={1} />
      </Field>
      <Field label="Hour">
        <Input name="hour" type="number" min={0} max={23} defaultValue={7} />
      </Field>
      <Field label="Time zone">
        <Input
          name="zone"
          defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
          autoComplete="off"
        />
      </Field>
      <Field label="As">
        <Select name="format" defaultValue="pdf" options={FORMATS} className="w-full" />
      </Field>
      <Field label="Through">
        <Select
          name="channelId"
          defaultValue={USUAL}
          options={[
            { value: USUAL, label: 'The first mail channel' },
            ...channels.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className="w-full"
        />
      </Field>
      <Field label="Recipients" hint="Email addresses, one a line.">
        <Textarea name="recipients" rows={2} />
      </Field>
    </FormDialog>
  )
}

const REPORT_OPTIONS = Object.entries(REPORTS).map(([value, { title, question }]) => ({
  value,
  label: title,
  hint: question,
}))
const PERIOD_OPTIONS = Object.entries(PERIOD_WORDS).map(([value, label]) => ({ value, label }))
const RHYTHMS = [
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'quarter', label: 'Quarter' },
]
const FORMATS = [
  { value: 'pdf', label: 'PDF' },
  { value: 'xlsx', label: 'Excel workbook' },
]

export function ScheduleActions({ row }: { row: ScheduleRow }) {
  const isPaused = row.pausedAt !== null
  return (
    <span className="inline-flex gap-1">
      <FormDialog
        title={isPaused ? 'Resume this schedule?' : 'Pause this schedule?'}
        description={
          isPaused
            ? 'The report goes out again from its next time on.'
            : 'The report does not go out until you resume it.'
        }
        trigger={
          <Button look="quiet" size="small">
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        }
        confirmLabel={isPaused ? 'Resume it' : 'Pause it'}
        action={pauseScheduleAction}
        input={() => ({ scheduleId: row.id, paused: !isPaused })}
      />
      <FormDialog
        title="Remove this schedule?"
        description="Its history of runs goes with it. What was sent stays in the ledger of deliveries."
        trigger={
          <Button look="quiet" size="small">
            Remove
          </Button>
        }
        confirmLabel="Remove the schedule"
        danger
        action={removeScheduleAction}
        input={() => ({ scheduleId: row.id })}
      />
    </span>
  )
}
