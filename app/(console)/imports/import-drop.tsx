'use client'

import { ClipboardPaste, FilePlus2, FileUp } from 'lucide-react'
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { formatBytes } from '@/lib/format/counts'
import { PasteDialog } from './paste-dialog'
import type { FilesHandler, UploadFacts } from './upload-file'

interface ImportDropProps {
  limitBytes: number
  onFiles: FilesHandler
}

/** A text without a time of its own was taken when its file was written. */
function factsOf(file: File): UploadFacts {
  return { fileName: file.name, origin: 'upload', observedAt: new Date(file.lastModified).toISOString() }
}

/** Where files come in: dropped anywhere on the page, chosen, or pasted as text. */
export function ImportDrop({ limitBytes, onFiles }: ImportDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null) => {
    onFiles([...(files ?? [])].map((file) => ({ body: file, facts: factsOf(file) })))
  }
  const { isOver, isListening } = usePageDrop(take)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    take(event.target.files)
    event.target.value = ''
  }
  return (
    <section
      aria-label="Bring in files"
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
          {isOver ? 'Let go to bring these files in' : 'Drop files anywhere on this page'}
        </p>
        <p className="text-ink-soft max-w-[72ch] [text-wrap:pretty]">
          slmgr.vbs and ospp.vbs output, KMS event logs, SoftwareLicensingProduct as JSON, CSV or list, VAMT
          lists. Up to {formatBytes(limitBytes)} each, as many as you like. The format is recognised by
          itself.
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
        <PasteDialog
          onText={onFiles}
          trigger={<Button icon={ClipboardPaste}>Paste text</Button>}
          limitBytes={limitBytes}
        />
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
