'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { paths } from '@/lib/format/paths'
import { uploadFile } from '../imports/upload-file'

/** What was pasted, and the machine it is from where the text does not say. */
export interface Pasted {
  text: string
  hostName: string
}

interface ImportInsteadProps {
  pasted: Pasted
  label: string
}

/**
 * Takes the pasted text to the imports: as a file in the body of a request, never in an address, and with its
 * product keys masked. Its preview opens; nothing is recorded until somebody says so there.
 */
export function ImportInstead({ pasted, label }: ImportInsteadProps) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isSending, setSending] = useState(false)
  const text = maskProductKeys(pasted.text)

  async function carryOver() {
    if (text.trim() === '') return router.push(paths.imports())
    setSending(true)
    const hostName = pasted.hostName.trim()
    const fileName = hostName ? `Pasted text of ${hostName}` : 'Pasted text'
    const facts = { fileName, origin: 'paste' as const, ...(hostName && { hostName }) }
    const result = await uploadFile(new Blob([text]), facts, () => {}).result
    setSending(false)
    if (!result.ok) return setProblem(result.problem)
    router.push(paths.import(result.id))
  }

  return (
    <>
      <button type="button" className="link underline" onClick={carryOver} disabled={isSending}>
        {label}
      </button>
      {problem && (
        <span role="alert" className="text-bad">
          {' '}
          {problem}
        </span>
      )}
    </>
  )
}
