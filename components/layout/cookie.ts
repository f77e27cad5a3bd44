/** Keeps a choice of the browser for a year; the server reads it with the first request. */
export function rememberInCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}
