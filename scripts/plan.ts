/**
 * `npm run --silent plan -- FILE.json [--markdown]`: a plan for all networks of an inventory, as one JSON object or as a document.
 * Every file that `advise` takes is one for it, too. `-` reads standard input; the exit code is 2 when the file is wrong.
 */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { planActivation } from '@/lib/activation/plan/plan'
import { readPlanInput } from '@/lib/activation/plan/plan-inventory'
import { planJson, planMarkdown } from '@/lib/activation/plan/plan-sentence'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { parseJson } from './json-problem'

const USAGE = 'Usage: npm run --silent plan -- FILE.json [--markdown]'

async function main(args: string[]): Promise<number> {
  const words = args.filter((arg) => arg !== '--')
  const isDocument = words.includes('--markdown')
  const [file, ...more] = words.filter((word) => word !== '--markdown')
  if (file === undefined || more.length > 0) {
    console.error(`${file === undefined ? 'No file given.' : 'One file is expected.'}\n${USAGE}`)
    return 2
  }
  let content: string
  try {
    content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')
  } catch (error) {
    console.error(`${file}: cannot be read: ${(error as Error).message}`)
    return 2
  }
  const parsed = parseJson(content)
  if (!parsed.ok) {
    console.error(`${file}: line ${parsed.line} is not JSON: ${maskProductKeys(parsed.problem)}`)
    return 2
  }
  const read = readPlanInput(parsed.value)
  if (!read.ok) {
    console.error(`${file}: ${read.path} ${read.problem}.`)
    return 2
  }
  const plan = planActivation(read.input)
  console.log(isDocument ? planMarkdown(plan, read.input) : JSON.stringify(planJson(plan, read.input)))
  return 0
}

process.exitCode = await main(process.argv.slice(2))
