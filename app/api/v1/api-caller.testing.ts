import { expect } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import type { Scope } from '@/lib/data/tokens/scopes'
import { createToken } from '@/lib/operations/tokens/tokens'
import { HANDLERS } from './handlers.testing'
import { DOCUMENTED } from './openapi'

interface Call {
  as: string | null
  query?: string
  body?: BodyInit
  headers?: Record<string, string>
  /** what stands in the braces of the path */
  part?: string
}

/** Of every route alike, and not to be had without breaking something: too many calls, faults, no room. */
const NOT_TRIED = /(429|500|503|507)$/

/** Calls the API without a server, and sees to it that what it answers is documented and what is documented is answered. */
export function apiCaller() {
  const seen = new Set<string>()

  /** Calls a route as Next would, and checks that what it answers is documented. */
  async function call(route: string, { as, query = '', body, headers, part = '' }: Call) {
    const [method = '', path = ''] = route.split(' ')
    const key = /\{(\w+)\}/.exec(path)?.[1]
    const request = new Request(
      `http://console.example${path.replace(/\{\w+\}/, encodeURIComponent(part))}${query}`,
      {
        method,
        ...(body !== undefined && { body }),
        headers: { ...(as !== null && { authorization: `Bearer ${as}` }), ...headers },
      },
    )
    const context = { params: Promise.resolve(key ? { [key]: part } : {}) }
    const handler = HANDLERS[route] as (request: Request, context: unknown) => Promise<Response>
    const answer = await handler(request, context)
    const json: unknown = await answer.json()
    const schema = DOCUMENTED[route]?.answers[answer.status]
    expect(schema, `${route} answers ${answer.status}: ${JSON.stringify(json)}`).toBeDefined()
    expect(schema?.safeParse(json).error?.issues ?? [], `${route} ${answer.status}`).toEqual([])
    seen.add(`${route} ${answer.status}`)
    return {
      status: answer.status,
      headers: answer.headers,
      json: json as Record<string, never> & { items: Record<string, unknown>[] },
    }
  }

  async function make(name: string, scopes: Scope[], expiresInDays = 30) {
    const made = await createToken.run(systemActor('test'), { name, scopes, expiresInDays })
    if (!made.ok) throw new Error(JSON.stringify(made.refusal))
    return made
  }

  /** Documented answers of these routes that no call got. */
  function answersThatNeverCame(isOurs: (route: string) => boolean): string[] {
    return Object.entries(DOCUMENTED)
      .filter(([route]) => isOurs(route))
      .flatMap(([route, { answers }]) => Object.keys(answers).map((status) => `${route} ${status}`))
      .filter((one) => !NOT_TRIED.test(one) && !seen.has(one))
  }

  return { call, make, answersThatNeverCame }
}
