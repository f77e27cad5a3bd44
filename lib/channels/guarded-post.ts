import { guardedRequest, type RequestOptions } from './guarded-request'

export interface Posting {
  url: string
  body: string
  headers?: Readonly<Record<string, string>>
  caCertificate?: string | undefined
}

export type PostOptions = RequestOptions

export interface Posted {
  status: number
  /** the beginning of what came back */
  body: string
  retryAfter: string | undefined
}

const READ_BYTES = 2_000

/** Posts JSON as guardedRequest asks. */
export async function guardedPost(posting: Posting, options: PostOptions = {}): Promise<Posted> {
  const headers = { 'Content-Type': 'application/json', ...posting.headers }
  const asking = { ...posting, headers, method: 'POST', mostBytes: READ_BYTES }
  const answer = await guardedRequest(asking, options)
  return { status: answer.status, body: answer.body, retryAfter: answer.headers['retry-after'] }
}
