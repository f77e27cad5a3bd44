const SMALLEST = 16 * 1024
const LARGEST = 64 * 1024

/**
 * The same text in pieces of 16 to 64 Ki characters (the last may be smaller), so that a reader's effort
 * does not depend on how its source happened to cut the text.
 */
export async function* evenChunks(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const chunk of text) {
    held += chunk
    if (held.length < SMALLEST) continue
    let start = 0
    for (; held.length - start > LARGEST; start += LARGEST) yield held.slice(start, start + LARGEST)
    yield held.slice(start)
    held = ''
  }
  if (held !== '') yield held
}
