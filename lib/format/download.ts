/** The headers of a text file to keep; never cached, never taken for anything else by a browser. */
export function downloadHeaders(
  fileName: string,
  type: 'text/csv' | 'text/plain' | 'application/json',
): Record<string, string> {
  return {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  }
}
