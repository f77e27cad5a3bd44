'use client'

import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { AnswersPreview } from '@/lib/operations/exchange/preview-answers'
import { takeAction } from '../actions'
import { AnswerPreview } from './answer-preview'

type Preview = Extract<AnswersPreview, { ok: true }> & { fileName: string }

/** The file that came back: what each line comes to, then taking it. */
export function AnswersSection({
  number,
  disabledReason,
}: {
  number: number
  disabledReason: string | undefined
}) {
  const [preview, setPreview] = useState<Preview>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File) => {
    setBusy(true)
    setProblem(undefined)
    const answer = await askPreview(number, file)
    setBusy(false)
    if (typeof answer === 'string') setProblem(answer)
    setPreview(typeof answer === 'string' ? undefined : answer)
  }
  const take = async ({ answers, fileName, fileHash, counts }: Preview) => {
    setBusy(true)
    const result = await takeAction({ number, from: 'file', answers, fileName, fileHash })
    setBusy(false)
    if (!result?.data?.taken) return setProblem(actionProblem(result) ?? 'Nothing was taken.')
    const rest = counts.refused > 0 ? `${formatCountOf(counts.refused, 'line')} refused` : undefined
    toast.done(`${formatCountOf(result.data.taken, 'confirmation ID')} taken`, rest)
    setPreview(undefined)
  }
  return (
    <Section
      id="answers"
      title="Answers"
      hint="The same file with its column filled in, as CSV or Excel workbook, our JSON, or a CIL or CILX of VAMT. You see each line before anything is taken. Single answers are typed on the page of their request."
      actions={
        <Button
          icon={Upload}
          disabledReason={disabledReason}
          disabled={busy}
          onClick={() => input.current?.click()}
        >
          Choose the file that came back
        </Button>
      }
    >
      <input
        ref={input}
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
      {problem && <Notice tone="bad">{problem}</Notice>}
      {preview && (
        <AnswerPreview
          preview={preview}
          busy={busy}
          onTake={() => void take(preview)}
          onDiscard={() => setPreview(undefined)}
        />
      )}
    </Section>
  )
}

/** The preview, or why there is none. */
async function askPreview(number: number, file: File): Promise<Preview | string> {
  const answer = await fetch(paths.api.exchangeAnswers(number), { method: 'POST', body: file })
  const body = await answer.json().catch(() => undefined)
  if (!answer.ok) return body?.error?.message ?? `The file could not be read (${answer.status}).`
  return { ...body, fileName: file.name }
}
