/** A stand-in: only paths are kept, so which origin they are resolved against does not matter. */
const HERE = 'https://console.invalid'

/**
 * Where to go after signing in: a path of this console with its query, as the browser would read it. Another site's
 * address, or anything a browser could take for one (`/.//elsewhere`), leads to the overview.
 * @param value as an address or a browser sent it
 */
export function localPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, HERE)) return '/'
  const { origin, pathname, search, hash } = new URL(value, HERE)
  if (origin !== HERE || beginsLikeHost(pathname)) return '/'
  return /^\/(sign-in|setup)(\/|$)/.test(pathname) ? '/' : pathname + search + hash
}

/** True for `//elsewhere`, also where its slashes are encoded or backslashes. */
function beginsLikeHost(pathname: string): boolean {
  return /^[/\\]{2}/.test(pathname.replace(/%2f/gi, '/').replace(/%5c/gi, '\\'))
}
