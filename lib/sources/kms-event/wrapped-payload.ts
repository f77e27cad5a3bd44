/** Where a payload begins: with its HRESULT, in which a scanner may have seen letters. */
const PAYLOAD_START = /[0o]x[0-9a-foil]{1,8}[ \t]*,/i
const BLANK_LINE = /\n[ \t]*\n/
/** What the last field of a payload looks like when it is whole, by the number of fields. */
const WHOLE_END: Readonly<Record<number, RegExp>> = {
  8: /,\s*\d{4}\/\d{1,2}\/\d{1,2}\s+\d{1,2}:\d{2}\s*$/,
  9: /,\s*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*$/i,
  10: /,\s*\d+\s*$/,
}

/**
 * The payload inside a message: from its HRESULT on, over the lines a console may have wrapped it into,
 * until all fields are there and the last one is whole. Line breaks stay in: they show where it was cut.
 */
export function findPayload(message: string, fieldCount: number): string | undefined {
  const start = message.search(PAYLOAD_START)
  if (start < 0) return undefined
  const block = message.slice(start).split(BLANK_LINE, 1)[0] ?? ''
  const [first = '', ...more] = block.split('\n').map((line) => line.trim())
  let payload = first
  for (const line of more) {
    if (isComplete(payload, line, fieldCount)) break
    payload += `\n${line}`
  }
  // Windows puts the data of an event whose message it cannot find in quotes.
  return payload.replace(/['"’”]+$/, '')
}

/** A number is whole too early to tell, so digits alone on the next line still belong to it. */
function isComplete(payload: string, nextLine: string, fieldCount: number): boolean {
  if (payload.split(',').length < fieldCount) return false
  const isWhole = WHOLE_END[fieldCount]?.test(payload.replaceAll('\n', '')) ?? true
  return isWhole && !(fieldCount === 10 && /^\d+$/.test(nextLine))
}
