/** Where a payload begins: with its HRESULT. */
const PAYLOAD_START = /0x[0-9a-f]{1,8}[ \t]*,/i
const BLANK_LINE = /\n[ \t]*\n/
/** Payloads end in a GUID, a client time or a number. */
const WHOLE_END =
  /,\s*(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}\/\d{1,2}\/\d{1,2}\s+\d{1,2}:\d{2}|\d+)\s*$/i

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
    if (isComplete(payload, fieldCount)) break
    payload += `\n${line}`
  }
  // Windows puts the data of an event whose message it cannot find in quotes.
  return payload.replace(/['"’”]+$/, '')
}

function isComplete(payload: string, fieldCount: number): boolean {
  return payload.split(',').length >= fieldCount && WHOLE_END.test(payload)
}
