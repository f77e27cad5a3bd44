/** What Postgres takes no JSON with: NUL, and halves of a pair, as a text that was cut inside an emoji ends with. */
const ODD = /\\u(?:0000|d[89a-f][0-9a-f]{2})/

/** A value as the text of a jsonb parameter, without characters that the database refuses. */
export function jsonText(value: unknown): string {
  const written = JSON.stringify(value)
  if (!ODD.test(written)) return written
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\u0000', '').toWellFormed() : part,
  )
}
