/** Where to go after signing in: a path of this console, never another site's address. */
export function localPath(value: string | undefined): string {
  if (!value?.startsWith('/') || value.startsWith('//') || /[\\\s]/.test(value)) return '/'
  return value.startsWith('/sign-in') || value.startsWith('/setup') ? '/' : value
}
