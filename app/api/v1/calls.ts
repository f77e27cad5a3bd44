import { DOCUMENTED, problemSchema } from './openapi'

/** A call of the API as its page shows it. */
export interface ApiCall {
  method: string
  /** '/api/v1/clients/{name}' */
  path: string
  summary: string
  scopes: readonly string[]
  parameters: { name: string; in: 'path' | 'query'; meaning: string }[]
  /** media types of the body, the first being the usual one; empty for calls without one */
  bodyTypes: readonly string[]
  answers: { status: number; meaning: string }[]
}

const MEANINGS: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Kept as a file; Location is its import.',
  202: 'Kept as a file; counts stand at its import.',
  400: 'Something in the address or the body is wrong.',
  401: 'No token, or one that is unknown, revoked or expired.',
  403: 'The token lacks the scope, or comes from elsewhere.',
  404: 'Nothing has that name.',
  413: 'The body is too large.',
  415: 'The body is of a type or packed in a way that is not taken.',
  422: 'Nothing in the body could be used; the body says why.',
  429: 'Too many calls of this token; come again after Retry-After seconds.',
  500: 'A fault of the console.',
  503: 'Not now; come again after Retry-After seconds.',
  507: 'The disk is full.',
}

/** Every call in the order of the documentation. */
export function callsOf(): ApiCall[] {
  return Object.entries(DOCUMENTED).map(([name, { summary, scopes, query = {}, body, answers }]) => {
    const [method = '', path = ''] = name.split(' ')
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, part = '']) => ({
      ...{ name: part, in: 'path' as const, meaning: 'Required.' },
    }))
    const inQuery = Object.entries(query).map(([parameter, meaning]) => ({
      ...{ name: parameter, in: 'query' as const, meaning },
    }))
    return {
      ...{ method, path, summary, scopes, parameters: [...inPath, ...inQuery], bodyTypes: body?.types ?? [] },
      answers: Object.entries(answers).map(([status, schema]) => ({
        status: Number(status),
        meaning: `${MEANINGS[Number(status)] ?? 'Refused.'}${schema === problemSchema ? ' (problem)' : ''}`,
      })),
    }
  })
}
