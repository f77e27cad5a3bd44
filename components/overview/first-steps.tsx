import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Link } from '../ui/link'

export interface FirstStep {
  title: string
  why: ReactNode
  done: boolean
  href: string
  action: string
}

/** What to do first on an empty console; each step ticks itself off from the record. */
export function FirstSteps({ steps }: { steps: FirstStep[] }) {
  return (
    <Card flush>
      <ol className="divide-y divide-line">
        {steps.map((step, index) => (
          <li key={step.title} className="flex flex-wrap items-start gap-x-4 gap-y-2 p-4">
            <StepMark done={step.done} number={index + 1} />
            <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
              <h2 className="font-medium">
                {step.title}
                {step.done && <span className="ml-2 font-normal text-ok">done</span>}
              </h2>
              <div className="max-w-[64ch] text-ink-soft [text-wrap:pretty]">{step.why}</div>
            </div>
            {!step.done && (
              <Link href={step.href} className="link font-medium">
                {step.action}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function StepMark({ done, number }: { done: boolean; number: number }) {
  return (
    <span
      aria-hidden="true"
      className={`grid size-6 place-items-center rounded-full border text-xs ${done ? 'border-ok text-ok' : 'border-line-strong text-ink-soft'}`}
    >
      {done ? <Check className="size-3.5" /> : number}
    </span>
  )
}
