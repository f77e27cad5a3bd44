export type ParsedJson = { ok: true; value: unknown } | { ok: false; line: number; problem: string }

/** Parses JSON. What is wrong is told with its line, which the errors of the engine name only sometimes. */
export function parseJson(content: string): ParsedJson {
  const text = content.replace(/^\uFEFF/, '')
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const problem = message.replace(/,? (?:"[\s\S]*|\.\.\."[\s\S]*)| in JSON at position [\s\S]*/, '')
    return { ok: false, line: text.slice(0, firstBad(text)).split('\n').length, problem }
  }
}

/** Length of the longest beginning that more text could still make whole. */
function firstBad(text: string): number {
  let [good, bad] = [0, text.length + 1]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (couldGoOn(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return good
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (error) {
    const message = String(error)
    const at = /position (\d+)/.exec(message)?.[1]
    return /Unexpected end|Unterminated string/.test(message) || Number(at) === beginning.length
  }
}
