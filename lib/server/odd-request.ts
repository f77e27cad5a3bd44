/** Requests that no page and no route can answer: told so where they come in, before anything reads them. */

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export interface Refusal {
  status: 400 | 405
  kind: string
  sentence: string
}

/** Why a request is refused as it stands; undefined when it can be read. */
export function refusalOfRequest({
  method = '',
  url = '',
}: {
  method?: string
  url?: string
}): Refusal | undefined {
  if (!METHODS.includes(method)) {
    return { status: 405, kind: 'badMethod', sentence: `Nothing here answers ${method}.` }
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
  return undefined
}

/** The Allow header of a 405. */
export const ALLOWED_METHODS = METHODS.join(', ')

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
