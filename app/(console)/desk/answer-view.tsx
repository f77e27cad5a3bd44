'use client'

import type { ReactNode } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { HostMark } from '@/components/kms-host/host-mark'
import { MaskedKey } from '@/components/license/masked-key'
import { OWNER_WORD } from '@/components/license/reason-words'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { sayCommand } from '@/lib/activation/command/command-sentence'
import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { peersSentence, type ReasonPeers } from '@/lib/activation/reason/reason-peers'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { type DeskAnswer, isEmptyAnswer } from '@/lib/operations/desk/desk-answer'
import { MachineAnswer } from './machine-answer'
import { deskTicket } from './ticket-text'

interface AnswerViewProps {
  answer: DeskAnswer
  /** The way to import the text, for those who may. */
  importAll: ReactNode
}

/** The answer, in the order of use: how the machine stands, then what was named. */
export function AnswerView({ answer, importAll }: AnswerViewProps) {
  if (isEmptyAnswer(answer) && answer.unknown.length === 0 && !answer.seems) {
    return <NothingUnderstood answer={answer} />
  }
  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-base font-semibold">
          {answer.readAs === undefined ? 'Answer' : `Answer, read as ${answer.readAs}`}
        </h2>
        <CopyButton withText look="primary" label="Copy for ticket" text={() => deskTicket(answer)} />
      </header>
      <ReadOtherwise answer={answer} />
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
          The machines in the worst state are shown.{importAll && <> To see all of them, {importAll}.</>}
        </Notice>
      )}
      {answer.seems && <SeemsToBe seems={answer.seems} />}
      {answer.codes.map((row) => (
        <CodeAnswer
          key={row.code}
          row={row}
          peers={answer.peers.find(({ code }) => code === row.code)}
          now={answer.now}
        />
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

/** What was not read as it stands, and names of no machine that counts. */
function ReadOtherwise({ answer: { corrected, unknown, forgotten } }: { answer: DeskAnswer }) {
  return (
    <>
      {corrected.map(({ written, code }) => (
        <Notice key={written}>
          <span className="font-mono">{written}</span> was read as <span className="font-mono">{code}</span>.
        </Notice>
      ))}
      {unknown.map((name) => (
        <Notice key={name} tone="watch" title={`${name} is not in the record`}>
          No machine has this name or a similar one. It may never have been imported.
        </Notice>
      ))}
      {forgotten.map(({ name, forgottenAt, forgottenBy, reason }) => (
        <Notice key={name} tone="watch" title={`${name} was forgotten`}>
          {forgottenBy} forgot it <Time at={forgottenAt} />: {reason}. It counts nowhere; newer news of it
          brings it back.{' '}
          <Link href={paths.client(name)} className="link">
            What was known of it
          </Link>
        </Notice>
      ))}
    </>
  )
}

/** A text of a kind that holds no license. */
function SeemsToBe({ seems: { is, send } }: { seems: NonNullable<DeskAnswer['seems']> }) {
  return (
    <Notice tone="watch" title={`This seems to be ${is}`}>
      {send}.
    </Notice>
  )
}

function NothingUnderstood({ answer: { readAs, similar } }: { answer: DeskAnswer }) {
  if (similar.length > 0) return <SimilarNames names={similar} />
  return (
    <EmptyState
      kind="noMatch"
      title={readAs ? `Read as ${readAs}, but it contains no license` : 'Nothing in this text was recognised'}
      actions={<LinkButton href={paths.reference()}>Open the reference</LinkButton>}
    >
      It names no known machine, reason code or event, and is no license output. Paste more of the output,
      from its first line.
    </EmptyState>
  )
}

function SimilarNames({ names }: { names: readonly string[] }) {
  return (
    <EmptyState kind="noMatch" title="No machine has exactly this name">
      <p>Similar names:</p>
      <ul aria-label="Similar names" className="flex flex-wrap justify-center gap-x-4 gap-y-1 pt-2">
        {names.map((name) => (
          <li key={name}>
            <Link href={paths.client(name)} className="link font-mono text-table">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </EmptyState>
  )
}

interface CodeAnswerProps {
  row: ReasonExplanation
  peers?: ReasonPeers | undefined
  now: string
}

/** A code that the text names. */
function CodeAnswer({ row, peers, now }: CodeAnswerProps) {
  const { code, meaning, cause, remedy, owner, source, own } = row
  return (
    <article className="rounded-md border bg-raised min-w-0">
      <header className="grid gap-0.5 px-4 py-3 border-b">
        <h3 className="text-table text-ink-soft">
          Code{' '}
          <Link href={paths.reference({ q: code })} className="link font-mono">
            {code}
          </Link>
          {(row.severity === 'ok' || row.severity === 'info') && ' looks like an error but is not one'}
        </h3>
        <p className="text-base font-semibold">{meaning}</p>
      </header>
      <Facts className="px-4 py-3">
        {own?.note && <Fact name="Our note">{own.note}</Fact>}
        {own?.remedy && <Fact name="What we do">{own.remedy}</Fact>}
        <Fact name="Cause">{cause}.</Fact>
        <Fact name="What to do">{remedy}.</Fact>
        {OWNER_WORD[owner] && <Fact name="Who can help">{OWNER_WORD[owner]}</Fact>}
        <Fact name="Who else has it">
          {peers && `${peersSentence(peers, Date.parse(now))} `}
          {(peers === undefined || peers.machines > 0) && (
            <Link href={paths.clients({ reason: code })} className="link">
              Clients with this reason
            </Link>
          )}
        </Fact>
        <Fact name="Source">
          {source}
          {own && `; our note: ${own.mark.source}, ${own.mark.dated}, ${own.mark.by}`}
        </Fact>
      </Facts>
    </article>
  )
}

/** Events, commands, products, keys and KMS hosts that the text names, each in a line. */
function NamedThings({ answer: { events, commands, products, key, hosts } }: { answer: DeskAnswer }) {
  if (events.length + commands.length + products.length + hosts.length === 0 && !key) return null
  return (
    <Card className="grid gap-3">
      <h3 className="font-semibold">Also mentioned</h3>
      <Facts>
        {events.map((row) => (
          <Fact key={row.ids[0]} name={`Event ${row.ids.join(', ')}`}>
            {row.meaning}.{' '}
            <Link href={paths.reference({ q: String(row.ids[0]), kind: 'event' })} className="link">
              What it contains
            </Link>
          </Fact>
        ))}
        {commands.map((told) => (
          <Fact key={told.of.name} name={`slmgr.vbs ${told.of.name}`}>
            {sayCommand(told)}
          </Fact>
        ))}
        {products.map(({ activationId, label, channel }) => (
          <Fact key={activationId} name="Activation ID">
            <Link href={paths.reference({ q: activationId, kind: 'product' })} className="link">
              {label}
            </Link>
            , {channel}
          </Fact>
        ))}
        {key && (
          <Fact name="Published key">
            <MaskedKey lastFive={key.lastFive} />,{' '}
            {key.family === 'office' ? key.name : `${key.generation} ${key.name}`}.{' '}
            <Link href={paths.clients({ key: key.lastFive })} className="link">
              Clients with this key
            </Link>
          </Fact>
        )}
        {hosts.map(({ name, standing, headline, detail }) => (
          <Fact key={name} name="KMS host">
            <Link href={paths.kmsHost(name)} className="link font-mono">
              {name}
            </Link>
            <span className="flex items-start gap-1.5">
              <HostMark standing={standing} />
              <span>
                {headline}. <span className="text-ink-soft">{detail}</span>
              </span>
            </span>
          </Fact>
        ))}
      </Facts>
    </Card>
  )
}
