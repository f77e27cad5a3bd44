'use client'

import { ClipboardPaste, FilePlus2, FileUp } from 'lucide-react'
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { formatBytes } from '@/lib/format/counts'
import { ACCEPTED_FORMATS } from '@/lib/sources/accepted-formats'
import { type FileToSend, pasteAction } from './uploads'

interface ImportDropProps {
  limitBytes: number
  onFiles: (files: FileToSend[]) => void
  /** Called with the id of the import that pasted text became. */
  onPasted: (id: string) => void
}

/** Where files come in: dropped anywhere on the page, chosen, or pasted as text. */
export function ImportDrop({ limitBytes, onFiles, onPasted }: ImportDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null) => onFiles([...(files ?? [])].map(toSend))
  const { isOver, isListening } = usePageDrop(take)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    take(event.target.files)
    event.target.value = ''
  }
  return (
    <section
      aria-label="Import files"
      className={classes(
        'grid justify-items-center gap-4 rounded-md border border-dashed px-6 py-8 text-center',
        isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-raised',
      )}
    >
      <FileUp
        aria-hidden
        strokeWidth={1.5}
        className={classes('size-7', isOver ? 'text-accent' : 'text-ink-faint')}
      />
      <div className="grid justify-items-center gap-1">
        <p className="font-medium">
          {isOver ? 'Drop to import these files' : 'Drop files anywhere on this page'}
        </p>
        <p className="text-ink-soft max-w-[72ch] [text-wrap:pretty]">
          {ACCEPTED_FORMATS}. Up to {formatBytes(limitBytes)} each, as many as you like. The format is
          recognised automatically.
        </p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Button
          look="primary"
          icon={FilePlus2}
          disabled={!isListening}
          onClick={() => input.current?.click()}
        >
          Choose files
        </Button>
        <PasteDialog limitBytes={limitBytes} onPasted={onPasted} />
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={choose}
          aria-label="Files to import"
          data-testid="import-files"
        />
      </div>
    </section>
  )
}

/** A text without its own time was taken when its file was written. */
const toSend = (file: File): FileToSend => ({
  body: file,
  facts: { fileName: file.name, origin: 'upload', observedAt: new Date(file.lastModified).toISOString() },
})

/** Text from a console window or a mail, with the machine it is from. */
function PasteDialog({ limitBytes, onPasted }: Pick<ImportDropProps, 'limitBytes' | 'onPasted'>) {
  return (
    <FormDialog
      trigger={<Button icon={ClipboardPaste}>Paste text</Button>}
      title="Paste text"
      description="The output of slmgr.vbs, ospp.vbs or PowerShell, with any text around it. Product keys in it are masked."
      width="wide"
      confirmLabel="Read this text"
      action={pasteAction}
      patienceMs={300_000}
      input={({ text, moment }) => ({
        text: text('text'),
        hostName: text('hostName'),
        observedAt: moment('observedAt'),
        limitBytes,
      })}
      onDone={onPasted}
    >
      <Field label="Text">
        <Textarea name="text" mono rows={12} spellCheck={false} autoFocus />
      </Field>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field
          label="Machine"
          optional
          hint="slmgr text does not name its machine. Leave empty if the text does."
        >
          <Input name="hostName" mono autoComplete="off" placeholder="ws-0412.corp.example" />
        </Field>
        <Field label="Taken at" optional hint="Your local time. Leave empty for now.">
          <Input name="observedAt" type="datetime-local" />
        </Field>
      </div>
    </FormDialog>
  )
}

/** Accepts files dropped anywhere on the page, once the page listens; says while some are held over it. */
function usePageDrop(onDrop: (files: FileList | null) => void): { isOver: boolean; isListening: boolean } {
  const [isOver, setIsOver] = useState(false)
  const [isListening, setIsListening] = useState(false)
  const handler = useRef(onDrop)
  useEffect(() => {
    handler.current = onDrop
  })
  useEffect(() => {
    let depth = 0
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth += 1
      setIsOver(true)
    }
    const leave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setIsOver(false)
    }
    const over = (event: DragEvent) => hasFiles(event) && event.preventDefault()
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth = 0
      setIsOver(false)
      handler.current(event.dataTransfer?.files ?? null)
    }
    const stop = new AbortController()
    const options = { signal: stop.signal }
    document.addEventListener('dragenter', enter, options)
    document.addEventListener('dragleave', leave, options)
    document.addEventListener('dragover', over, options)
    document.addEventListener('drop', drop, options)
    setIsListening(true)
    return () => stop.abort()
  }, [])
  return { isOver, isListening }
}
