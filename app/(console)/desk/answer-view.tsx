'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { LinkButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Link } from '@/components/ui/link'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { DeskAnswer } from '@/lib/operations/desk/desk-answer'
import { CodeAnswer } from './code-answer'
import { ImportInstead, type Pasted } from './import-instead'
import { MachineAnswer } from './machine-answer'
import { NamedThings } from './named-things'
import { deskTicket } from './ticket-text'

interface AnswerViewProps {
  answer: DeskAnswer
  /** What it answers; absent for those who may not import it. */
  pasted: Pasted | undefined
}

/** The answer, in the order of use: how the machine stands, then what was named. */
export function AnswerView({ answer, pasted }: AnswerViewProps) {
  if (isNothing(answer)) return <NothingUnderstood answer={answer} />
  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-base font-semibold">
          {answer.readAs === undefined ? 'Answer' : `Answer, read as ${answer.readAs}`}
        </h2>
        <CopyButton withText look="primary" label="Copy for ticket" text={() => deskTicket(answer)} />
      </header>
      {answer.machines.map((machine, index) => (
        <MachineAnswer
          // biome-ignore lint/suspicious/noArrayIndexKey: a machine may have no name, and the list never changes
          key={index}
          machine={machine}
          now={answer.now}
        />
      ))}
      {answer.moreMachines > 0 && (
        <Notice tone="watch" title={`${formatCountOf(answer.moreMachines, 'more machine')} in this text`}>
          The ones that are worst off are shown.
          {pasted && (
            <>
              {' '}
              For all of them, <ImportInstead pasted={pasted} label="import it" />.
            </>
          )}
        </Notice>
      )}
      {answer.codes.map((row) => (
        <CodeAnswer key={row.code} row={row} />
      ))}
      <NamedThings answer={answer} />
      {answer.rejected.count > 0 && (
        <p className="text-table text-ink-soft max-w-[72ch]">
          {formatCountOf(answer.rejected.count, 'piece')} of the text could not be used.{' '}
          {answer.rejected.reasons.join(' ')}
        </p>
      )}
    </>
  )
}

function isNothing({ machines, codes, events, products, hosts, key }: DeskAnswer): boolean {
  return [machines, codes, events, products, hosts].every((list) => list.length === 0) && !key
}

function NothingUnderstood({ answer: { readAs, similar } }: { answer: DeskAnswer }) {
  if (similar.length > 0) return <NearlyCalled names={similar} />
  return (
    <div className="rounded-md border bg-raised">
      <EmptyState
        kind="noMatch"
        title={readAs ? `Read as ${readAs}, but it holds no license` : 'Nothing here is known'}
        actions={<LinkButton href={paths.reference()}>Open the reference</LinkButton>}
      >
        No machine of the record, no reason code, no event and no license output was found in it. Paste more
        of the output, with its first lines.
      </EmptyState>
    </div>
  )
}

function NearlyCalled({ names }: { names: readonly string[] }) {
  return (
    <div className="rounded-md border bg-raised">
      <EmptyState kind="noMatch" title="No machine has exactly this name">
        <p>Nearly called that:</p>
        <ul aria-label="Nearly called that" className="flex flex-wrap justify-center gap-x-4 gap-y-1 pt-2">
          {names.map((name) => (
            <li key={name}>
              <Link href={paths.client(name)} className="link font-mono text-table">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </EmptyState>
    </div>
  )
}
