/** What files are called in a header. */
export const FILE_TYPES = {
  csv: 'text/csv',
  json: 'application/json',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The headers of a file to keep; never cached, never taken for anything else by a browser. */
export function downloadHeaders(fileName: string, type: string): Record<string, string> {
  return {
    'Content-Type': /^text|json$/.test(type) ? `${type}; charset=utf-8` : type,
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  }
}
