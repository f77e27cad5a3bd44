'use client'

import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { formatCount } from '@/lib/format/counts'
import type { DeskAnswer } from '@/lib/operations/desk/desk-answer'
import { deskAction } from './actions'
import { ImportInstead, type Pasted } from './import-instead'

interface DeskFormProps {
  limit: number
  mayImport: boolean
  onAnswer: (answer: DeskAnswer | undefined, pasted: Pasted) => void
}

/**
 * Takes the text. Neither field has a name, so that no browser ever puts it into an address, and product keys
 * are masked here already.
 */
export function DeskForm({ limit, mayImport, onAnswer }: DeskFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [text, setText] = useState('')
  const [hostName, setHostName] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isReading, setReading] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    const masked = maskProductKeys(text)
    setText(masked)
    const wrong = problemOf(masked, limit)
    setProblem(wrong)
    if (wrong !== undefined || isReading) return
    setReading(true)
    const { answer, problem: refused } = await ask(masked, hostName)
    setReading(false)
    setProblem(refused)
    if (answer) onAnswer(answer, { text: masked, hostName })
  }

  function clear() {
    setText('')
    setHostName('')
    setProblem(undefined)
    onAnswer(undefined, { text: '', hostName: '' })
    form.current?.querySelector('textarea')?.focus()
  }

  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const pasted = event.clipboardData.getData('text')
    const masked = maskProductKeys(pasted)
    if (masked === pasted) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    setText(text.slice(0, selectionStart) + masked + text.slice(selectionEnd))
  }

  function submitByKeys(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.current?.requestSubmit()
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-4 min-w-0 xl:sticky xl:top-16">
      <Field label="What you were sent" error={problem}>
        <Textarea
          mono
          rows={14}
          spellCheck={false}
          autoFocus
          autoComplete="off"
          placeholder="slmgr or ospp output, an error, an event, a machine name, a CMID"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPaste={paste}
          onKeyDown={submitByKeys}
        />
      </Field>
      <Field label="Machine" optional hint="Only if the text does not say which one it is from.">
        <Input
          mono
          autoComplete="off"
          placeholder="ws-0412.corp.example"
          value={hostName}
          onChange={(event) => setHostName(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" disabled={isReading}>
          {isReading ? 'Reading' : 'Read this text'}
        </Button>
        <Button onClick={clear}>Clear</Button>
        <span className="text-table text-ink-soft max-md:hidden">
          <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
        </span>
      </div>
      <Notice title="Nothing is stored">
        The text is read, answered and forgotten. Product keys in it are masked before it leaves this page.
        {mayImport && (
          <>
            {' '}
            To keep it in the record,{' '}
            <ImportInstead pasted={{ text, hostName }} label="import this instead" />.
          </>
        )}
      </Notice>
    </form>
  )
}

function problemOf(text: string, limit: number): string | undefined {
  if (text.trim() === '') return 'Paste something first.'
  return text.length > limit
    ? `That is ${formatCount(text.length)} characters, and the desk reads ${formatCount(limit)}. Paste the part that matters, or import it.`
    : undefined
}

async function ask(
  text: string,
  hostName: string,
): Promise<{ answer?: DeskAnswer | undefined; problem?: string | undefined }> {
  try {
    const result = await deskAction({ text, ...(hostName.trim() && { hostName }) })
    const { answer, problem } = result?.data ?? {}
    if (answer) return { answer }
    return {
      problem: problem ?? result?.serverError ?? 'This text could not be read. Check the machine name.',
    }
  } catch {
    return { problem: 'The console did not answer. Check the connection and read the text again.' }
  }
}
