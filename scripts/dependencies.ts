/**
 * npm run dependencies: which packages of package.json are behind, and which of all have known advisories. Asks the registry that
 * npm is set to; exit code 1 with an advisory in what the console runs on.
 */
import { spawnSync } from 'node:child_process'

interface Outdated {
  current?: string
  latest: string
}

interface Audit {
  vulnerabilities: Record<string, { severity: string; range: string; fixAvailable: unknown }>
}

/** npm answers with exit code 1 when there is something to say. */
function npm<Answer>(words: string): Answer {
  const { stdout, stderr } = spawnSync(`npm ${words} --json`, { shell: true, encoding: 'utf8' })
  try {
    return JSON.parse(stdout || '{}') as Answer
  } catch {
    console.error(`npm ${words} failed: ${stderr}`)
    process.exit(2)
  }
}

/** A package may be ahead of what its registry calls the latest: an earlier line of it was mended since. */
function isBehind({ current, latest }: Outdated): boolean {
  if (current === undefined) return true
  const [release = '', beta] = current.split('-')
  const order = release.localeCompare(latest.split('-')[0] ?? '', 'en', { numeric: true })
  return order < 0 || (order === 0 && beta !== undefined && !latest.includes('-'))
}

const outdated = Object.entries(npm<Record<string, Outdated>>('outdated'))
const behind = outdated.filter(([, versions]) => isBehind(versions))
for (const [name, { current = 'not installed', latest }] of behind) {
  console.log(`behind     ${name} ${current}, newest ${latest}`)
}
const advisories = (words: string) => Object.entries(npm<Audit>(words).vulnerabilities ?? {})
const inUse = new Set(advisories('audit --omit=dev').map(([name]) => name))
for (const [name, { severity, range, fixAvailable }] of advisories('audit')) {
  const where = inUse.has(name) ? 'in use' : 'for development only'
  console.log(
    `advisory   ${name} ${range}: ${severity}, ${where}${fixAvailable ? ', a newer one mends it' : ''}`,
  )
}
console.log(`${behind.length} behind, ${inUse.size} in use with an advisory`)
process.exitCode = inUse.size > 0 ? 1 : 0
