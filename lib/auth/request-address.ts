/** The header in which `proxy.ts` hands a page its own address: a page of Next knows its path and query only in pieces. */
export const REQUEST_ADDRESS = 'x-request-address'

/** Path and query, without what the router adds when it asks for a page's data. */
export function requestAddress(url: URL): string {
  const query = new URLSearchParams(url.search)
  query.delete('_rsc')
  return query.size > 0 ? `${url.pathname}?${query}` : url.pathname
}
