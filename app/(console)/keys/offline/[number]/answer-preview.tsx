'use client'

import { CircleCheck, CircleDashed, CircleEqual, CircleX, type LucideIcon } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import type { AnswersPreview, PreviewLine } from '@/lib/operations/exchange/preview-answers'

type Preview = Extract<AnswersPreview, { ok: true }> & { fileName: string }

const LOOK: Readonly<Record<PreviewLine['kind'], { icon: LucideIcon; colour: string; word: string }>> = {
  take: { icon: CircleCheck, colour: 'text-ok', word: 'Fits' },
  known: { icon: CircleEqual, colour: 'text-ink-soft', word: 'Known' },
  unanswered: { icon: CircleDashed, colour: 'text-silent', word: 'No answer' },
  refused: { icon: CircleX, colour: 'text-bad', word: 'Refused' },
}

interface AnswerPreviewProps {
  preview: Preview
  busy: boolean
  onTake: () => void
  onDiscard: () => void
}

/** A file line by line, the refused ones first. */
export function AnswerPreview({ preview, busy, onTake, onDiscard }: AnswerPreviewProps) {
  const { lines, counts, fileName } = preview
  const sorted = [...lines].sort((a, b) => rank(a) - rank(b) || a.line - b.line)
  return (
    <div className="grid gap-3">
      <p role="status">
        <span className="font-mono">{fileName}</span>: {summary(counts)}
      </p>
      <div className="max-h-[32rem] overflow-y-auto rounded-md">
        <Table label="Lines of the answer file">
          <TableHead>
            <tr>
              <HeaderCell numeric>Line</HeaderCell>
              <HeaderCell>Result</HeaderCell>
              <HeaderCell>Machine</HeaderCell>
              <HeaderCell>What it says</HeaderCell>
            </tr>
          </TableHead>
          <TableBody>
            {sorted.map((line) => (
              <PreviewRow key={`${line.line} ${line.reference ?? ''}`} line={line} />
            ))}
          </TableBody>
        </Table>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          disabled={busy}
          disabledReason={counts.take === 0 ? 'No line of this file is new and fits.' : undefined}
          onClick={onTake}
        >
          Take {formatCountOf(counts.take, 'answer')}
        </Button>
        <Button onClick={onDiscard}>Take nothing</Button>
      </div>
    </div>
  )
}

function PreviewRow({ line }: { line: PreviewLine }) {
  const { icon: Icon, colour, word } = LOOK[line.kind]
  return (
    <TableRow>
      <Cell numeric className="tabular-nums">
        {line.line}
      </Cell>
      <Cell className="whitespace-nowrap">
        <span className="inline-flex items-center gap-1.5">
          <Icon aria-hidden className={`size-4 ${colour}`} />
          {word}
        </span>
      </Cell>
      <Cell className="font-mono whitespace-nowrap">{line.machine ?? ''}</Cell>
      <Cell className="min-w-72">{line.sentence}</Cell>
    </TableRow>
  )
}

const rank = ({ kind }: PreviewLine) => (kind === 'refused' ? 0 : 1)

function summary(counts: Preview['counts']): string {
  const parts = [
    `${formatCountOf(counts.take, 'line')} ${counts.take === 1 ? 'fits' : 'fit'}`,
    counts.refused > 0 && `${formatCount(counts.refused)} refused`,
    counts.known > 0 && `${formatCount(counts.known)} known already`,
    counts.unanswered > 0 && `${formatCount(counts.unanswered)} without an answer`,
  ].filter(Boolean)
  return `${parts.join(', ')}.`
}
