/** Refusals of the API as RFC 9457 has them: what happened in a sentence, and a code that stays the same. */
export interface Problem {
  type: 'about:blank'
  title: string
  status: number
  /** a sentence for a person */
  detail: string
  /** for programs */
  code: string
}

export const PROBLEM_TYPE = 'application/problem+json'

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not usable',
  429: 'Too many requests',
  500: 'Failed',
  503: 'Not available now',
  507: 'Disk full',
}

export function problemBody(status: number, code: string, detail: string): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'Refused', status, detail, code }
}
