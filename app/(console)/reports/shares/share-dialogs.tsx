'use client'

import { Share2 } from 'lucide-react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { TickField } from '@/components/form/tick-field'
import { useGo } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { paths } from '@/lib/format/paths'
import { type ReportNumber, reportFacts } from '@/lib/format/reports'
import { revokeShareAction, shareReportAction } from './actions'

interface ShareReportProps {
  number: ReportNumber
  /** the report's address from its question mark on */
  query: string
  /** why they cannot; undefined: they can */
  noSharing: string | undefined
}

const ENDS = [
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
]

/** Makes a link to this report, as it is filtered, and leads to where it is copied. */
export function ShareReport({ number, query, noSharing }: ShareReportProps) {
  const go = useGo()
  const isOfOneMachine = reportFacts(number).filters.includes('machine')
  return (
    <FormDialog
      title="Share this report"
      description="Whoever has the link reads this one report, with these filters, until it ends. No account is needed."
      trigger={<Button icon={Share2}>Share</Button>}
      disabledReason={noSharing}
      confirmLabel="Make the link"
      action={shareReportAction}
      input={({ text, number: numberOf, flag }) => ({
        ...{ report: number, query, audience: text('audience') },
        ...{ days: numberOf('days'), hidesNames: !isOfOneMachine && flag('hidesNames') },
      })}
      onDone={() => go(paths.shares())}
    >
      <Field label="For" hint="Who gets it; stands in the audit log.">
        <Input name="audience" autoComplete="off" maxLength={120} placeholder="Auditors of Contoso" />
      </Field>
      <Field label="Ends">
        <Select name="days" defaultValue="30" options={ENDS} className="w-full" />
      </Field>
      {!isOfOneMachine && (
        <TickField
          name="hidesNames"
          defaultChecked
          label="Without names"
          hint="Machines and KMS hosts are numbered, and what people typed is left out."
        />
      )}
    </FormDialog>
  )
}

/** Ends a link at once. */
export function RevokeShare({ shareId }: { shareId: string }) {
  return (
    <FormDialog
      title="Withdraw this link?"
      description="It stops working at once. It cannot be brought back; you can make another."
      trigger={
        <Button look="quiet" size="small">
          Withdraw
        </Button>
      }
      confirmLabel="Withdraw it"
      danger
      action={revokeShareAction}
      input={() => ({ shareId })}
    />
  )
}
