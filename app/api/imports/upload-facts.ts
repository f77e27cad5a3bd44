import { maskProductKeys } from '@/lib/activation/product/product-key'

/** What the page says about a file it sends, from the request's headers. Keys typed into any of them are masked. */
export interface UploadFacts {
  fileName: string
  origin: 'upload' | 'paste'
  hostName?: string
  observedAt?: string
}

export function uploadFacts(headers: Headers): UploadFacts {
  const observedAt = textOf(headers, 'x-observed-at')
  return {
    fileName: textOf(headers, 'x-file-name')?.slice(0, 255) ?? 'unnamed',
    origin: headers.get('x-origin') === 'paste' ? 'paste' : 'upload',
    hostName: textOf(headers, 'x-host-name')?.slice(0, 253).toLowerCase(),
    observedAt:
      observedAt && !Number.isNaN(Date.parse(observedAt)) ? new Date(observedAt).toISOString() : undefined,
  }
}

/** A header that was percent-encoded, without control characters; absent when empty or damaged. */
function textOf(headers: Headers, name: string): string | undefined {
  const raw = headers.get(name)
  if (!raw) return undefined
  try {
    const text = maskProductKeys(decodeURIComponent(raw))
    return text.replace(/\p{Cc}/gu, ' ').trim() || undefined
  } catch {
    return undefined
  }
}
