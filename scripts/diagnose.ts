/**
 * `npm run --silent diagnose -- FILE.json`: what is probably wrong with a machine, from facts as JSON; `-` reads standard
 * input. Prints one JSON object; the exit code is 2 when the facts are wrong.
 */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { diagnose } from '@/lib/activation/diagnosis/diagnose'
import { diagnosisWords } from '@/lib/activation/diagnosis/diagnosis-sentence'
import { type FactsAnswer, readFacts } from '@/lib/activation/diagnosis/read-facts'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { parseJson } from './json-problem'

const USAGE = 'Usage: npm run --silent diagnose -- FILE.json'

function factsOf(content: string): FactsAnswer {
  const parsed = parseJson(content)
  if (parsed.ok) return readFacts(parsed.value)
  return {
    ok: false,
    path: `line ${parsed.line}`,
    problem: `is not JSON: ${maskProductKeys(parsed.problem)}`,
  }
}

async function main(args: string[]): Promise<number> {
  const [file, ...more] = args.filter((arg) => arg !== '--')
  if (file === undefined || more.length > 0) {
    console.error(`${file === undefined ? 'No file given.' : 'One file is expected.'}\n${USAGE}`)
    return 2
  }
  let content: string
  try {
    content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')
  } catch (error) {
    console.error(`${file}: cannot be read: ${messageOf(error)}`)
    return 2
  }
  const answer = factsOf(content)
  if (!answer.ok) {
    const line = lineOf(content, answer.path)
    console.error(`${line === undefined ? '' : `line ${line}: `}${answer.path} ${answer.problem}.`)
    return 2
  }
  const { facts } = answer
  const diagnosis = diagnose(facts)
  const words = diagnosisWords(diagnosis, facts)
  console.log(JSON.stringify({ machine: facts.machine.name, answer: diagnosis.kind, ...words }))
  return 0
}

/** The first line with the field that the path ends in; absent where no line has it. */
function lineOf(content: string, path: string): number | undefined {
  const field = /(\w+)(?:\[\d+\])?$/.exec(path)?.[1]
  const at = content.split('\n').findIndex((line) => line.includes(`"${field}"`))
  return at < 0 ? undefined : at + 1
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

process.exitCode = await main(process.argv.slice(2))
