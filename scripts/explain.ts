/**
 * `npm run --silent explain -- CODE...`: what reason codes mean, one JSON line each, in the order given. Any
 * notation is read. What is no code is refused with exit code 2, after the others have been explained.
 */

import { maskProductKeys } from '@/lib/activation/product/product-key'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import { normaliseCode } from '@/lib/activation/reason/reason-code'

const USAGE = 'Usage: npm run --silent explain -- CODE...   (0xC004F038, C004F038, 3221549112 or -1073418184)'

function lineOf(code: string): object {
  const { symbol, area, severity, meaning, cause, remedy, source, known } = explainReason(code)
  return { code, symbol: symbol ?? null, area, severity, meaning, cause, remedy, source, known }
}

function main(args: string[]): number {
  const codes = args.filter((arg) => arg !== '--')
  if (codes.length === 0) {
    console.error(`No code given.\n${USAGE}`)
    return 2
  }
  let exitCode = 0
  for (const text of codes) {
    const code = normaliseCode(text)
    if (code === undefined) {
      console.error(`${maskProductKeys(text)}: not a reason code.`)
      exitCode = 2
    } else console.log(JSON.stringify(lineOf(code)))
  }
  return exitCode
}

process.exitCode = main(process.argv.slice(2))
