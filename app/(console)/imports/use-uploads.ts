'use client'

import { useCallback, useRef, useState } from 'react'
import { formatBytes } from '@/lib/format/counts'
import { type Upload, type UploadFacts, type UploadResult, uploadFile } from './upload-file'

/** One file on its way, as the page shows it. */
export interface UploadRow {
  key: number
  fileName: string
  sizeBytes: number
  state: { kind: 'waiting' } | { kind: 'sending'; share: number } | { kind: 'refused'; problem: string }
}

interface Waiting {
  key: number
  body: Blob
  facts: UploadFacts
}

const AT_ONCE = 2

/**
 * Sends files two at a time. A row goes when its file has arrived; one that was refused stays with its reason.
 * @param onArrived called with the id of each import.
 */
export function useUploads(limitBytes: number, onArrived: (id: string) => void) {
  const [rows, setRows] = useState<UploadRow[]>([])
  const queue = useRef<Waiting[]>([])
  const running = useRef(new Map<number, Upload>())
  const nextKey = useRef(1)

  const setState = useCallback((key: number, state: UploadRow['state']) => {
    setRows((before) => before.map((row) => (row.key === key ? { ...row, state } : row)))
  }, [])

  const remove = useCallback((key: number) => {
    setRows((before) => before.filter((row) => row.key !== key))
  }, [])

  const settle = useCallback(
    (key: number, result: UploadResult) => {
      running.current.delete(key)
      if (!result.ok) return setState(key, { kind: 'refused', problem: result.problem })
      remove(key)
      onArrived(result.id)
    },
    [onArrived, remove, setState],
  )

  const pump = useCallback(() => {
    while (running.current.size < AT_ONCE) {
      const next = queue.current.shift()
      if (!next) return
      const { key, body, facts } = next
      setState(key, { kind: 'sending', share: 0 })
      const upload = uploadFile(body, facts, (share) => setState(key, { kind: 'sending', share }))
      running.current.set(key, upload)
      void upload.result.then((result) => {
        settle(key, result)
        pump()
      })
    }
  }, [setState, settle])

  const add = useCallback(
    (files: readonly { body: Blob; facts: UploadFacts }[]) => {
      const added = files.map(({ body, facts }) => ({ key: nextKey.current++, body, facts }))
      setRows((before) => [...before, ...added.map((file) => rowOf(file, limitBytes))])
      queue.current.push(...added.filter((file) => fits(file.body, limitBytes)))
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

function rowOf({ key, body, facts }: Waiting, limitBytes: number): UploadRow {
  const row = { key, fileName: facts.fileName, sizeBytes: body.size }
  if (fits(body, limitBytes)) return { ...row, state: { kind: 'waiting' } }
  const problem = `Too large: ${formatBytes(body.size)}, and the limit is ${formatBytes(limitBytes)}. Split it, or use npm run import on the server.`
  return { ...row, state: { kind: 'refused', problem } }
}

function fits(body: Blob, limitBytes: number): boolean {
  return body.size <= limitBytes
}
