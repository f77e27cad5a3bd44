import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const LEFT_OUT = '…'

interface Example {
  command: string
  output: string
}

/** Blocks of docs/command-line.md that begin with a command. */
function examples(): Example[] {
  const blocks = readFileSync('docs/command-line.md', 'utf8').matchAll(/```console\n\$ (.+)\n([\s\S]*?)```/g)
  return [...blocks].map(([, command = '', output = '']) => ({ command, output }))
}

function run(command: string): Promise<string> {
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', command], (_error, stdout) => resolve(stdout))
  })
}

/** The JSON objects of a text, each beginning and ending with a brace at the start of a line; absent for other text. */
function objectsOf(text: string): unknown[] | undefined {
  const objects = text.match(/^\{(?:.*\}|[\s\S]*?^\})$/gm)
  return objects === null ? undefined : objects.map((object) => JSON.parse(object))
}

/** What was printed, with the parts left out in the documents left out as well. */
function asShown(printed: unknown, shown: unknown): unknown {
  if (shown === LEFT_OUT) return printed === undefined ? undefined : LEFT_OUT
  if (Array.isArray(printed) && Array.isArray(shown)) {
    const isOpen = shown.at(-1) === LEFT_OUT
    const kept = isOpen ? printed.slice(0, shown.length - 1) : printed
    const items = kept.map((item, index) => asShown(item, shown[index]))
    return isOpen ? [...items, LEFT_OUT] : items
  }
  if (isObject(printed) && isObject(shown)) {
    return Object.fromEntries(
      Object.entries(printed).map(([name, value]) => [name, asShown(value, shown[name])]),
    )
  }
  return printed
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

describe('the examples of docs/command-line.md', () => {
  it('are there', () => {
    expect(examples().length).toBeGreaterThan(5)
  })

  it.each(examples())('$command', { timeout: 60_000 }, async ({ command, output }) => {
    const printed = await run(command)
    const shown = objectsOf(output)
    if (shown === undefined) return expect(printed.trim()).toBe(output.trim())
    const objects = printed
      .split('\n')
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line))
    expect(asShown(objects, shown)).toEqual(shown)
  })
})

describe('refused input', () => {
  it.each([
    [
      'assess takes no strange time',
      'npm run --silent assess -- --now tomorrow </dev/null 2>&1',
      /--now is not/,
    ],
    [
      'assess names the line',
      `echo '{"kind":"license"}' | npm run --silent assess 2>&1`,
      /line 1: observedAt/,
    ],
    [
      'advise names a file it cannot read',
      'npm run --silent advise -- no-such-file.json 2>&1',
      /cannot be read/,
    ],
    ['advise needs a file', 'npm run --silent advise 2>&1', /Usage/],
    ['advise takes no broken JSON', 'npm run --silent advise -- docs/command-line.md 2>&1', /is not JSON/],
    ['diagnose needs a file', 'npm run --silent diagnose 2>&1', /Usage/],
    [
      'diagnose names the line of broken JSON',
      'printf "{\n  "now": }" | npm run --silent diagnose -- - 2>&1',
      /line 2 is not JSON: (Unexpected token|Expected)/,
    ],
    [
      'diagnose names the line and the field',
      `sed 's/"port": 1688/"port": "1688"/' docs/examples/machine-facts.json | npm run --silent diagnose -- - 2>&1`,
      /line \d+: dns\.hosts\[0\]\.port must be/,
    ],
    ['explain needs a code', 'npm run --silent explain 2>&1', /Usage/],
    [
      'explain hides a product key',
      'npm run --silent explain -- BCDFG-HJKMP-QRTVW-XY234-6789N 2>&1',
      /XXXXX-XXXXX-XXXXX-XXXXX-6789N: not a reason code/,
    ],
  ])('%s', { timeout: 30_000 }, async (_name, command, message) => {
    const printed = await run(`${command}; echo "exit $?"`)
    expect(printed).toMatch(message)
    expect(printed).toContain('exit 2')
  })
})
