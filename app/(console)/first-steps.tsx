import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { Actor } from '@/lib/auth/actor'
import { paths } from '@/lib/format/paths'

interface FirstStepsProps {
  /** How many of each the console has. */
  done: { imports: number; hosts: number; keys: number; people: number }
  actor: Actor
}

/** Of the steps below, how many are done. */
export function countSteps({ imports, hosts, keys, people }: FirstStepsProps['done']) {
  const steps = [imports > 0, hosts > 0, keys > 0, people > 1]
  return { done: steps.filter(Boolean).length, all: steps.length }
}

/** What to do first on an empty console, as far as this person may; each step ticks itself off from the record. */
export function FirstSteps({ done, actor }: FirstStepsProps) {
  return (
    <Card flush>
      <ol className="divide-y divide-line [counter-reset:step]">
        {actor.can('import.create') && (
          <>
            <Step
              title="Import a file from a machine"
              done={done.imports > 0}
              href={paths.imports()}
              action="Import a file"
            >
              Drop the output of <Command>slmgr.vbs /dlv</Command>, <Command>ospp.vbs /dstatus</Command>,{' '}
              <Command>Get-CimInstance SoftwareLicensingProduct</Command> or a VAMT list. The format is
              recognised automatically, and nothing is recorded before you have seen the preview.
            </Step>
            <Step
              title="Import a KMS host’s log"
              done={done.hosts > 0}
              href={paths.imports()}
              action="Import a log"
            >
              Its Key Management Service log names every client that asked it. Save it in Event Viewer, or
              with <Command>wevtutil epl &quot;Key Management Service&quot; kms.evtx</Command>. One file fills
              the clients list.
            </Step>
          </>
        )}
        {actor.can('key.change') && (
          <Step title="Add a key" done={done.keys > 0} href={paths.keys()} action="Add keys">
            A MAK or a KMS host key, in full or by its last five. The console then shows which machines use it
            and how many activations are left. Full keys are stored encrypted.
          </Step>
        )}
        {actor.can('user.invite') && (
          <Step title="Invite a colleague" done={done.people > 1} href={paths.people()} action="Invite">
            Managers read the fleet and its trend; helpdesk looks up one machine. The invitation is a link
            that works once.
          </Step>
        )}
      </ol>
    </Card>
  )
}

interface StepProps {
  title: string
  done: boolean
  href: string
  action: string
  /** Why, and how. */
  children: ReactNode
}

function Step({ title, done, href, action, children }: StepProps) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 p-4 [counter-increment:step]">
      <span
        aria-hidden="true"
        className={`grid size-6 place-items-center rounded-full border text-xs ${done ? 'border-ok text-ok' : 'border-line-strong text-ink-soft before:content-[counter(step)]'}`}
      >
        {done && <Check className="size-3.5" />}
      </span>
      <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
        <h2 className="font-medium">
          {title}
          {done && <span className="ml-2 font-normal text-ok">done</span>}
        </h2>
        <div className="max-w-[64ch] text-ink-soft [text-wrap:pretty]">{children}</div>
      </div>
      {!done && (
        <Link href={href} className="link font-medium">
          {action}
        </Link>
      )}
    </li>
  )
}

function Command({ children }: { children: ReactNode }) {
  return <code className="font-mono text-table break-words">{children}</code>
}
