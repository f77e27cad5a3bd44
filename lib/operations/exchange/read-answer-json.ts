import type { AnswerLine } from '@/lib/activation/offline/answer-verdict'
import { partOf } from './answer-columns'

const MAX_DEPTH = 12

/**
 * Answers in JSON: every object that has an installation ID, wherever it stands. A number instead of a text has lost
 * digits already and is refused later as such. Undefined when the text is no JSON.
 */
export function readAnswerJson(text: string): AnswerLine[] | undefined {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return undefined
  }
  const answers: AnswerLine[] = []
  const places = new Places(text)
  collect(content, 0, (found) => answers.push({ ...found, line: places.lineOf(found.installationId) }))
  return answers
}

type Found = Pick<AnswerLine, 'installationId' | 'confirmationId' | 'reference'>

function collect(value: unknown, depth: number, take: (found: Found) => void): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) {
    const found: Found = {}
    for (const [name, inner] of Object.entries(value)) {
      const part = partOf(name)
      const isPlain = typeof inner === 'string' || typeof inner === 'number'
      if (part !== undefined && isPlain)
        found[part] ??= String(inner).slice(0, part === 'reference' ? 100 : 500)
    }
    if (found.installationId !== undefined) take(found)
  }
  for (const inner of Object.values(value)) collect(inner, depth + 1, take)
}

/** Lines of values in the order in which they come. */
class Places {
  private at = 0
  private line = 1

  constructor(private readonly text: string) {}

  lineOf(value: string | undefined): number {
    const next = value === undefined || value === '' ? -1 : this.text.indexOf(value, this.at)
    if (next < 0) return this.line
    for (
      let at = this.text.indexOf('\n', this.at);
      at >= 0 && at < next;
      at = this.text.indexOf('\n', at + 1)
    ) {
      this.line += 1
    }
    this.at = next
    return this.line
  }
}
