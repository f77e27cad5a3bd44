/** What goes along with a file. */
export interface UploadFacts {
  fileName: string
  origin: 'upload' | 'paste'
  hostName?: string
  /** ISO 8601. */
  observedAt?: string
}

export type FilesHandler = (files: { body: Blob; facts: UploadFacts }[]) => void

export type UploadResult = { ok: true; id: string } | { ok: false; problem: string }

export interface Upload {
  result: Promise<UploadResult>
  stop(): void
}

/** Sends one file as the raw body of a request; fetch cannot say how far it is, so XMLHttpRequest does it. */
export function uploadFile(body: Blob, facts: UploadFacts, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest()
  const result = new Promise<UploadResult>((resolve) => {
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onload = () => resolve(resultOf(request))
    request.onerror = () =>
      resolve({
        ok: false,
        problem: 'The connection broke off. Nothing of this file was kept; try it again.',
      })
    request.onabort = () => resolve({ ok: false, problem: 'Stopped. Nothing of this file was kept.' })
  })
  request.open('POST', '/api/imports')
  request.responseType = 'json'
  request.setRequestHeader('Content-Type', 'application/octet-stream')
  for (const [name, value] of Object.entries(headersOf(facts))) {
    if (value) request.setRequestHeader(name, encodeURIComponent(value))
  }
  request.send(body)
  return { result, stop: () => request.abort() }
}

function headersOf(facts: UploadFacts): Record<string, string | undefined> {
  return {
    'X-File-Name': facts.fileName,
    'X-Origin': facts.origin,
    'X-Host-Name': facts.hostName,
    'X-Observed-At': facts.observedAt,
  }
}

function resultOf(request: XMLHttpRequest): UploadResult {
  const answer: unknown = request.response
  if (request.status === 201 && hasText(answer, 'id')) return { ok: true, id: answer.id }
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined
  return {
    ok: false,
    problem: hasText(error, 'message') ? error.message : `The server refused it (${request.status}).`,
  }
}

function hasText<Key extends string>(value: unknown, key: Key): value is Record<Key, string> {
  return (
    typeof value === 'object' && value !== null && key in value && typeof Reflect.get(value, key) === 'string'
  )
}
