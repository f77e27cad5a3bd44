'use client'

import { CircleCheck, CircleDashed, CircleEqual, CircleX, type LucideIcon, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import type { ActionResult } from '@/components/form/action-result'
import { PATIENCE_MS } from '@/components/form/answer-within'
import { Form } from '@/components/form/form'
import { SignInAgain } from '@/components/form/sign-in-again'
import { useSend } from '@/components/form/use-send'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { AnswersPreview, PreviewLine } from '@/lib/operations/exchange/preview-answers'
import { takeAction } from '../actions'

type Preview = Extract<AnswersPreview, { ok: true }> & { fileName: string }

interface AnswersSectionProps {
  number: number
  disabledReason: string | undefined
}

/** The file that came back: what each line comes to, then entering it. */
export function AnswersSection({ number, disabledReason }: AnswersSectionProps) {
  const [preview, setPreview] = useState<Preview>()
  const picker = useRef<HTMLInputElement>(null)
  const { send, busy, problem } = useSend((file: File) => previewFile(number, file))
  const read = async (file: File) => setPreview((await send(file))?.answer)
  return (
    <Section
      id="answers"
      title="Answers"
      hint="The same file with its column filled in, as CSV or Excel workbook, our JSON, or a CIL or CILX of VAMT. You see each line before anything is entered. Type a single answer on the page of its request."
      actions={
        <Button
          icon={Upload}
          disabledReason={disabledReason}
          disabled={busy}
          onClick={() => picker.current?.click()}
        >
          Choose the file that came back
        </Button>
      }
    >
      <input
        ref={picker}
        type="file"
        aria-label="File with answers"
        data-testid="answer-file"
        className="sr-only"
        tabIndex={-1}
        disabled={disabledReason !== undefined}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void read(file)
        }}
      />
      {problem && (
        <Notice tone="bad">
          {problem.sentence} {problem.signIn && <SignInAgain />}
        </Notice>
      )}
      {preview && (
        <AnswersForm
          key={preview.fileHash}
          number={number}
          preview={preview}
          onClose={() => setPreview(undefined)}
        />
      )}
    </Section>
  )
}

/** Asks what the lines of the file come to. */
async function previewFile(number: number, file: File): Promise<ActionResult<Preview>> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const answer = await fetch(paths.api.exchangeAnswers(number), { method: 'POST', body: file, signal })
  const body = await answer.json()
  if (answer.ok) return { kind: 'done', answer: { ...body, fileName: file.name } }
  if (answer.status === 401) return { kind: 'signedOut' }
  return { kind: 'refused', sentence: body.error.message, fields: {} }
}

interface AnswersFormProps {
  number: number
  preview: Preview
  onClose: () => void
}

/** A file line by line, the refused ones first. */
function AnswersForm({ number, preview, onClose }: AnswersFormProps) {
  const { lines, counts, answers, fileName, fileHash } = preview
  const sorted = [...lines].sort((a, b) => rank(a) - rank(b) || a.line - b.line)
  return (
    <Form
      action={takeAction}
      input={() => ({ number, from: 'file', answers, fileName, fileHash })}
      confirmLabel={`Enter ${formatCountOf(counts.take, 'answer')}`}
      disabledReason={counts.take === 0 ? 'No line of this file is new and fits.' : undefined}
      otherActions={<Button onClick={onClose}>Cancel</Button>}
      onDone={onClose}
      className="max-w-none"
    >
      <div className="grid gap-3">
        <p role="status">
          <span className="font-mono">{fileName}</span>: {summary(counts)}
        </p>
        <DataTable
          label="Lines of the answer file"
          columns={COLUMNS}
          rows={sorted}
          rowId={({ line, reference }) => `${line} ${reference ?? ''}`}
          maxHeight="32rem"
        />
      </div>
    </Form>
  )
}

const rank = ({ kind }: PreviewLine) => (kind === 'refused' ? 0 : 1)

const LOOK: Readonly<Record<PreviewLine['kind'], { icon: LucideIcon; colour: string; word: string }>> = {
  take: { icon: CircleCheck, colour: 'text-ok', word: 'Fits' },
  known: { icon: CircleEqual, colour: 'text-ink-soft', word: 'Known' },
  unanswered: { icon: CircleDashed, colour: 'text-silent', word: 'No answer' },
  refused: { icon: CircleX, colour: 'text-bad', word: 'Refused' },
}

const COLUMNS: readonly Column<PreviewLine>[] = [
  { id: 'line', header: 'Line', numeric: true, cell: ({ line }) => line },
  {
    id: 'result',
    header: 'Result',
    nowrap: true,
    cell: ({ kind }) => {
      const { icon: Icon, colour, word } = LOOK[kind]
      return (
        <span className="inline-flex items-center gap-1.5 align-middle">
          <Icon aria-hidden className={`size-4 ${colour}`} />
          {word}
        </span>
      )
    },
  },
  { id: 'machine', header: 'Machine', mono: true, nowrap: true, cell: ({ machine }) => machine },
  { id: 'meaning', header: 'What it means', minWidth: '18rem', cell: ({ sentence }) => sentence },
]

function summary(counts: Preview['counts']): string {
  const parts = [
    `${formatCountOf(counts.take, 'line')} ${counts.take === 1 ? 'fits' : 'fit'}`,
    counts.refused > 0 && `${formatCount(counts.refused)} refused`,
    counts.known > 0 && `${formatCount(counts.known)} already known`,
    counts.unanswered > 0 && `${formatCount(counts.unanswered)} without an answer`,
  ].filter(Boolean)
  return `${parts.join(', ')}.`
}
