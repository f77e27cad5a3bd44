/** Requests that no page and no route can answer: told so where they come in, before anything reads them. */

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export interface Refusal {
  status: 400 | 405
  kind: string
  sentence: string
  /** methods that the address answers, of a 405 */
  allowed?: string
}

const API = /^\/api\/v1(?:\/|\?|$)/
/** Calls of the API that send something; all others are read. */
const SENT_TO = /^\/api\/v1\/(?:observations|files|desk)$/

/** Whether an address belongs to the API of programs, whose refusals are problems. */
export const isOfApi = (url = '') => API.test(url)

/** Why a request is refused as it stands; undefined when it can be read. */
export function refusalOfRequest({
  method = '',
  url = '',
}: {
  method?: string
  url?: string
}): Refusal | undefined {
  if (!METHODS.includes(method)) {
    return {
      status: 405,
      kind: 'badMethod',
      sentence: `Nothing here answers ${method}.`,
      allowed: METHODS.join(', '),
    }
  }
  if (!url.startsWith('/')) {
    return { status: 400, kind: 'badAddress', sentence: 'An address here begins with a slash.' }
  }
  if (url.includes('%00')) {
    return { status: 400, kind: 'badAddress', sentence: 'An address cannot hold %00, the NUL character.' }
  }
  if (!isDecodable(url.split('?', 1)[0] ?? '')) {
    return {
      status: 400,
      kind: 'badAddress',
      sentence: 'This address is damaged: each % in it needs two digits behind it that make a character.',
    }
  }
  const allowed = isOfApi(url) ? methodsOfCall(url) : METHODS
  if (allowed.includes(method)) return undefined
  const list = allowed.join(', ')
  return {
    status: 405,
    kind: 'badMethod',
    sentence: `This call answers ${list}, not ${method}.`,
    allowed: list,
  }
}

/** Next would answer another method with 405 and nothing else. */
function methodsOfCall(url: string): string[] {
  return SENT_TO.test(url.split('?', 1)[0] ?? '') ? ['POST', 'OPTIONS'] : ['GET', 'HEAD', 'OPTIONS']
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
