'use client'

import { X } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { ProgressBar } from '@/components/feedback/progress-bar'
import type { ActionResult } from '@/components/form/action-result'
import { IconButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { formatBytes, formatShare } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** Files on their way to the server: queued, sent with their progress, refused or arrived. */

/** What goes along with a file. */
export interface UploadFacts {
  fileName: string
  origin: 'upload' | 'paste'
  hostName?: string
  /** ISO 8601. */
  observedAt?: string
}

export interface FileToSend {
  body: Blob
  facts: UploadFacts
}

type UploadResult = { ok: true; id: string } | { ok: false; problem: string; kind?: string }

interface Upload {
  result: Promise<UploadResult>
  stop(): void
}

/** Sends one file as the raw body of a request; fetch cannot tell its progress, so XMLHttpRequest does it. */
function uploadFile({ body, facts }: FileToSend, onProgress?: (share: number) => void): Upload {
  const request = new XMLHttpRequest()
  const result = new Promise<UploadResult>((resolve) => {
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total)
    request.onload = () => resolve(resultOf(request))
    request.onerror = () => resolve({ ok: false, problem: BROKEN_OFF, kind: 'brokenOff' })
    request.onabort = () => resolve({ ok: false, problem: 'Stopped. Nothing was imported from this file.' })
  })
  request.open('POST', paths.api.imports())
  request.responseType = 'json'
  request.setRequestHeader('Content-Type', 'application/octet-stream')
  for (const [name, value] of Object.entries(headersOf(facts))) {
    if (value) request.setRequestHeader(name, encodeURIComponent(value))
  }
  request.send(body)
  return { result, stop: () => request.abort() }
}

const BROKEN_OFF = 'The connection was lost. Nothing was imported from this file; send it again.'

const headersOf = (facts: UploadFacts) => ({
  'X-File-Name': facts.fileName,
  'X-Origin': facts.origin,
  'X-Host-Name': facts.hostName,
  'X-Observed-At': facts.observedAt,
})

function resultOf({ status, response }: XMLHttpRequest): UploadResult {
  if (status === 201) return { ok: true, id: response.id }
  const { kind, message } = response?.error ?? {}
  return { ok: false, problem: message ?? `The server refused it (${status}).`, kind }
}

interface PastedText {
  text: string
  /** Empty where the text names its machine. */
  hostName: string
  /** ISO 8601. */
  observedAt?: string | undefined
  /** A longer text is not even sent. */
  limitBytes?: number
}

/** Sends pasted text the way a file goes, and answers as an action does, with the id of the import. */
export async function pasteAction(pasted: PastedText): Promise<ActionResult<string>> {
  const { text, observedAt, limitBytes = Number.POSITIVE_INFINITY } = pasted
  const hostName = pasted.hostName.trim()
  const body = new Blob([text], { type: 'text/plain' })
  if (text === '') return { kind: 'refused', fields: { text: 'Paste some text.' } }
  if (body.size > limitBytes) {
    return { kind: 'refused', fields: { text: `This is more than ${formatBytes(limitBytes)}.` } }
  }
  const fileName = hostName === '' ? 'Pasted text' : `Pasted text of ${hostName}`
  const facts: UploadFacts = { fileName, origin: 'paste', hostName, ...(observedAt && { observedAt }) }
  const result = await uploadFile({ body, facts }).result
  if (result.ok) return { kind: 'done', answer: result.id }
  switch (result.kind) {
    case 'signedOut':
      return { kind: 'signedOut' }
    case 'badInput':
      return { kind: 'refused', fields: { hostName: result.problem } }
    case 'brokenOff':
      throw new Error(result.problem)
    default:
      return { kind: 'refused', sentence: result.problem, fields: {} }
  }
}

/** One file on its way, as the page shows it. */
interface UploadRow {
  key: number
  fileName: string
  sizeBytes: number
  state: { kind: 'waiting' } | { kind: 'sending'; share: number } | { kind: 'refused'; problem: string }
}

const AT_ONCE = 2

/**
 * Sends files two at a time. A row goes when its file has arrived; one that was refused stays with its reason.
 * @param onArrived called with the id of each import.
 */
export function useUploads(limitBytes: number, onArrived: (id: string) => void) {
  const [rows, setRows] = useState<UploadRow[]>([])
  const queue = useRef<(FileToSend & { key: number })[]>([])
  const running = useRef(new Map<number, Upload>())
  const nextKey = useRef(1)

  const setState = useCallback((key: number, state: UploadRow['state']) => {
    setRows((before) => before.map((row) => (row.key === key ? { ...row, state } : row)))
  }, [])

  const remove = useCallback((key: number) => {
    setRows((before) => before.filter((row) => row.key !== key))
  }, [])

  const pump = useCallback(() => {
    while (running.current.size < AT_ONCE) {
      const next = queue.current.shift()
      if (!next) return
      const { key } = next
      setState(key, { kind: 'sending', share: 0 })
      const upload = uploadFile(next, (share) => setState(key, { kind: 'sending', share }))
      running.current.set(key, upload)
      void upload.result.then((result) => {
        running.current.delete(key)
        if (result.ok) {
          remove(key)
          onArrived(result.id)
        } else setState(key, { kind: 'refused', problem: result.problem })
        pump()
      })
    }
  }, [onArrived, remove, setState])

  const add = useCallback(
    (files: readonly FileToSend[]) => {
      const added = files.map((file) => ({ ...file, key: nextKey.current++ }))
      const fits = ({ body }: FileToSend) => body.size <= limitBytes
      setRows((before) => [
        ...before,
        ...added.map((file) => ({
          key: file.key,
          fileName: file.facts.fileName,
          sizeBytes: file.body.size,
          state: fits(file)
            ? ({ kind: 'waiting' } as const)
            : ({ kind: 'refused', problem: tooLarge(file.body.size, limitBytes) } as const),
        })),
      ])
      queue.current.push(...added.filter(fits))
      pump()
    },
    [limitBytes, pump],
  )

  const stop = useCallback(
    (key: number) => {
      queue.current = queue.current.filter((file) => file.key !== key)
      running.current.get(key)?.stop()
      remove(key)
    },
    [remove],
  )

  return { rows, add, stop }
}

const tooLarge = (bytes: number, limitBytes: number) =>
  `Too large: ${formatBytes(bytes)}, and the limit is ${formatBytes(limitBytes)}. Split it, or use npm run import on the server.`

/** Files on their way to the server, and those it refused. */
export function UploadList({ rows, onStop }: { rows: readonly UploadRow[]; onStop: (key: number) => void }) {
  if (rows.length === 0) return null
  return (
    <Card flush>
      <ul aria-label="Files being sent" className="divide-y divide-line">
        {rows.map(({ key, fileName, sizeBytes, state }) => (
          <li key={key} className="grid gap-1.5 px-3 py-2.5 text-table">
            <div className="flex items-center justify-between gap-4">
              <span className="min-w-0 truncate font-mono">{fileName}</span>
              <span className="flex shrink-0 items-center gap-2 text-ink-soft tabular-nums">
                {state.kind === 'sending' && `${formatShare(state.share, 1)} of `}
                {formatBytes(sizeBytes)}
                {state.kind === 'waiting' && ', waiting'}
                <IconButton
                  icon={X}
                  size="small"
                  label={state.kind === 'refused' ? `Dismiss ${fileName}` : `Stop ${fileName}`}
                  onClick={() => onStop(key)}
                />
              </span>
            </div>
            {state.kind === 'sending' && <ProgressBar done={state.share} label={`Sending ${fileName}`} />}
            {state.kind === 'refused' && (
              <p role="alert" className="text-bad">
                {state.problem}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
