'use client'

import { HostMark } from '@/components/kms-host/host-mark'
import { ConditionMark } from '@/components/license/condition-mark'
import { DiagnosisView } from '@/components/license/diagnosis-view'
import { classes } from '@/components/ui/classes'
import { CommandLine } from '@/components/ui/command-line'
import { Link } from '@/components/ui/link'
import { useNow } from '@/components/ui/now'
import { Time } from '@/components/ui/time'
import { hostWords } from '@/lib/activation/kms/standing-sentence'
import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { paths } from '@/lib/format/paths'
import type { DeskHost, DeskLicense, DeskMachine } from '@/lib/operations/desk/desk-answer'
import { agreementWords } from './ticket-text'

interface MachineAnswerProps {
  machine: DeskMachine
  /** When it was read; a license as of then is one whose text names no time. */
  now: string
}

/** One machine: what the text says now, and what the record says. */
export function MachineAnswer({ machine, now }: MachineAnswerProps) {
  const { told, toldHost, record } = machine
  const both = told.length > 0 && record !== undefined
  return (
    <article className="rounded-md border bg-raised min-w-0">
      <header className="grid gap-1 px-4 py-3 border-b">
        <MachineName machine={machine} />
        {machine.insteadOf && <InsteadOf machine={machine} />}
        {machine.isByWords && (
          <p className="text-table text-ink-soft">
            The output does not name its machine; the text around it names this one.
          </p>
        )}
        {machine.isOneOfSeveral && (
          <p className="text-table text-ink-soft">
            The text shows this product in several states and names no machine: several machines, or one
            before and after. Put the machine’s name above each output.
          </p>
        )}
        {both && <p className="text-table text-ink-soft">{agreementWords(machine)}</p>}
      </header>
      <div className={classes('grid', both && 'md:grid-cols-2 md:divide-x max-md:divide-y')}>
        {told.length > 0 && (
          <Side title="The text says">
            {toldHost && <HostStanding host={toldHost} />}
            {told.map((license) => (
              <LicenseAnswer
                key={license.slot}
                license={license}
                since={license.observedAt === now ? undefined : 'as of'}
                mayNeedMore={toldHost !== undefined}
              />
            ))}
          </Side>
        )}
        {record && (
          <Side title="The record says">
            {record.licenses.length === 0 && <p>No license is known for this machine.</p>}
            {record.licenses.map((license) => (
              <LicenseAnswer key={license.slot} license={license} since="last report" />
            ))}
          </Side>
        )}
        {!record && <NotInRecord machine={machine} />}
      </div>
    </article>
  )
}

function MachineName({ machine: { named, record, told } }: { machine: DeskMachine }) {
  if (record) {
    return (
      <h3 className="text-base font-semibold min-w-0">
        <Link href={paths.client(record.name)} className="link font-mono break-all">
          {record.name}
        </Link>
      </h3>
    )
  }
  return (
    <h3 className="text-base font-semibold break-all">
      {named ? <span className="font-mono">{named}</span> : (told[0]?.productLabel ?? 'Unnamed machine')}
    </h3>
  )
}

/** A name that no machine has is never replaced silently. */
function InsteadOf({ machine: { insteadOf, record } }: { machine: DeskMachine }) {
  return (
    <p className="text-table text-ink-soft">
      No machine is named <span className="font-mono">{insteadOf}</span>.
      {record && ' This one has the nearest name.'}
    </p>
  )
}

function Side({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-5 content-start p-4 min-w-0">
      <h4 className="text-xs font-medium text-ink-soft -mb-2">{title}</h4>
      {children}
    </section>
  )
}

interface LicenseAnswerProps {
  license: DeskLicense
  /** Words before the time of the license; absent where the text names no time. */
  since?: string | undefined
  /** Set where "Nothing to do." could be wrong. */
  mayNeedMore?: boolean
}

function LicenseAnswer({ license, since, mayNeedMore }: LicenseAnswerProps) {
  const { words, condition, productLabel, reason, observedAt, diagnosis } = license
  const { nextStep } = words
  const isFound = diagnosis !== undefined && diagnosis.causes.length > 0
  return (
    <div className="grid gap-2 min-w-0">
      <p className="text-table text-ink-soft">
        {productLabel}
        {since && (
          <>
            {`, ${since} `}
            <Time at={observedAt} />
          </>
        )}
      </p>
      <div className="flex items-start gap-2.5">
        <ConditionMark condition={condition} size={20} className="mt-0.5" />
        <p className="text-base font-semibold [text-wrap:balance]">{words.headline}</p>
      </div>
      <p className="max-w-[64ch]">
        {words.detail}
        {!nextStep && !mayNeedMore && condition === 'licensed' && ' Nothing to do.'}
      </p>
      {words.personSees && <p className="max-w-[64ch] text-ink-soft">{words.personSees}</p>}
      {diagnosis && <DiagnosisView diagnosis={diagnosis} />}
      {!isFound && nextStep && (
        <p className="max-w-[64ch]">
          <span className="font-medium">Next: </span>
          {nextStep.text}
        </p>
      )}
      {!isFound && nextStep?.command && <CommandLine command={nextStep.command} />}
      {reason && <Reason reason={reason} withMeaning={condition === 'silent'} />}
    </div>
  )
}

/** The code behind it; its meaning too where the headline does not say it. */
function Reason({ reason, withMeaning }: { reason: ReasonExplanation; withMeaning: boolean }) {
  return (
    <p className="text-table text-ink-soft max-w-[64ch]">
      Reason{' '}
      <Link href={paths.reference({ q: reason.code })} className="link font-mono">
        {reason.code}
      </Link>
      {withMeaning && `: ${reason.meaning}. ${reason.remedy}`}. Source: {reason.source}.
      {reason.own?.note && ` Our note: ${reason.own.note}`}
      {reason.own?.remedy && ` What we do: ${reason.own.remedy}`}
    </p>
  )
}

/** The text is all there is: what the record knows of the host stands on its own page. */
const NOTHING_ELSE_KNOWN = {
  state: 'inService',
  cloud: null,
  clients: 0,
  lastRequestAt: null,
  sightings: [],
  registration: null,
} as const

function HostStanding({ host }: { host: DeskHost }) {
  const words = hostWords({ ...NOTHING_ELSE_KNOWN, services: [host] }, useNow())
  return (
    <div className="flex items-start gap-2.5">
      <HostMark standing={words.standing} />
      <div className="grid gap-1 min-w-0">
        <p className="font-semibold">As a KMS host: {words.headline}</p>
        <p className="text-ink-soft">{words.detail}</p>
      </div>
    </div>
  )
}

function NotInRecord({ machine: { named, insteadOf, candidates, told } }: { machine: DeskMachine }) {
  return (
    <div className={classes('px-4 py-3 text-table text-ink-soft', told.length > 0 && 'border-t')}>
      {candidates.length > 0 ? (
        <div className="grid gap-1">
          <p>{insteadOf ? 'The nearest names:' : 'Several machines in the record match:'}</p>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {candidates.map((name) => (
              <li key={name}>
                <Link href={paths.client(name)} className="link font-mono">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p>
          {named
            ? 'This machine is not in the record.'
            : 'The text does not say which machine it is from. Enter the machine to see what the record says.'}
        </p>
      )}
    </div>
  )
}
