/** Sizes and names of source files: none over 400 lines, none named after a drawer, endings only where they belong. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

const LIMIT_LINES = 400
const DRAWER = /^(utils?|helpers?|misc|common|index|shared|stuff|lib)\.[cm]?[jt]sx?$/
const KEBAB = /^[.[(a-z0-9][a-z0-9.\-[\]()]*$/
/** Where an ending of a name may stand; what each means is in AGENTS.md. */
const ENDINGS: Record<string, RegExp> = {
  board: /^app\//,
  query: /^app\//,
  view: /^(app|components)\//,
  refusal: /^lib\/(operations|probes)\//,
  input: /^(app|lib\/operations)\//,
  reader: /^lib\/sources\//,
  store: /^lib\/data\//,
  sentence: /^lib\//,
}
const SOURCE = /\.(ts|tsx|js|mjs|cjs)$/

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
const problems = tracked
  .split('\n')
  .filter((path) => SOURCE.test(path) && !path.includes('/fixtures/'))
  .flatMap(problemsOf)

for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)

function problemsOf(path: string): string[] {
  const name = basename(path)
  const found: string[] = []
  if (DRAWER.test(name)) found.push(`${path}: name it for what it holds`)
  if (!KEBAB.test(name)) found.push(`${path}: file names are kebab-case`)
  const ending = /-([a-z]+)\.tsx?$/.exec(name)?.[1] ?? ''
  if (ENDINGS[ending]?.test(path) === false)
    found.push(`${path}: -${ending} does not belong here; see AGENTS.md`)
  const lines = linesOf(path)
  if (lines > LIMIT_LINES) found.push(`${path}: ${lines} lines, at most ${LIMIT_LINES}`)
  return found
}

/** 0 for a file that is listed but deleted. */
function linesOf(path: string): number {
  try {
    return readFileSync(path, 'utf8').split('\n').length - 1
  } catch {
    return 0
  }
}
