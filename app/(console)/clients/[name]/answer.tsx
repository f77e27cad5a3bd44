import { ConditionMark } from '@/components/license/condition-mark'
import { ReasonWords } from '@/components/license/reason-words'
import { CommandLine } from '@/components/ui/command-line'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'

/** The answer first: how the machine stands, in words; then what to do, when it is not well. */
export function Answer({ license }: { license: ClientLicense | undefined; now: string }) {
  if (!license) return <NoLicense />
  const { words, assessment, explanation, left } = license
  const { nextStep } = words
  return (
    <section aria-label="Answer" className="rounded-md border bg-raised">
      <div className="flex items-start gap-3 p-4 md:px-5">
        <ConditionMark condition={assessment.condition} left={left} size={28} />
        <div className="grid gap-1 min-w-0">
          <p className="text-title font-semibold tracking-[-0.01em] [text-wrap:balance]">{words.headline}</p>
          <p className="text-ink-soft max-w-[72ch]">
            {words.detail}
            {!nextStep && assessment.condition === 'licensed' && ' Nothing to do.'}
          </p>
        </div>
      </div>
      {(nextStep || explanation) && (
        <div className="grid gap-x-8 gap-y-5 border-t p-4 md:px-5 lg:grid-cols-2">
          {nextStep && (
            <div className="grid gap-2 content-start min-w-0">
              <h2 className="font-semibold">What to do next</h2>
              <p className="max-w-[64ch]">{nextStep.text}</p>
              {nextStep.command && explanation && <CommandLine command={nextStep.command} />}
            </div>
          )}
          {nextStep?.command && !explanation && (
            <div className="self-center min-w-0">
              <CommandLine command={nextStep.command} />
            </div>
          )}
          {explanation && <ReasonWords explanation={explanation} />}
        </div>
      )}
    </section>
  )
}

function NoLicense() {
  return (
    <section aria-label="Answer" className="rounded-md border bg-raised flex items-start gap-3 p-4 md:px-5">
      <ConditionMark condition="silent" size={28} />
      <div className="grid gap-1">
        <p className="text-title font-semibold tracking-[-0.01em]">
          Nothing is known of a license on this machine
        </p>
        <p className="text-ink-soft max-w-[72ch]">
          Its name or CMID was seen, but no license state. Import its slmgr /dlv output, or the log of the KMS
          host it asks.
        </p>
      </div>
    </section>
  )
}
