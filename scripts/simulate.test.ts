import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const page = readFileSync('docs/simulation.md', 'utf8')
const examples = [...page.matchAll(/```console\n\$ (.+)\n([\s\S]*?)```/g)].map(
  ([, command = '', output = '']) => ({
    command,
    output,
  }),
)

function run(command: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', command], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

describe('the examples of docs/simulation.md', () => {
  it('show the scenario that is run', () => {
    const [, shown = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? []
    expect(JSON.parse(shown)).toEqual(JSON.parse(readFileSync('docs/examples/small-lab.json', 'utf8')))
  })

  it.each(examples)('$command', { timeout: 60_000 }, async ({ command, output }) => {
    expect((await run(command)).stdout).toBe(output)
  })
})

describe('simulate', { timeout: 60_000 }, () => {
  it('names the path of what is wrong and prints nothing', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'scenario-')), 'scenario.json')
    writeFileSync(file, JSON.stringify({ start: '2026-03-02T08:00:00Z', days: 1, hosts: [{}], clients: [] }))
    expect(await run(`npm run --silent simulate -- ${file}`)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('hosts[0].name: is missing\n'),
    })
  })

  it('takes a seed, and stops calmly when its reader has seen enough', async () => {
    const first = (seed: number) =>
      run(`npm run --silent simulate -- docs/examples/small-lab.json --seed ${seed} | head -n 2 | tail -n 1`)
    const [one, other] = [await first(1), await first(2)]
    expect(one.stdout).toMatch(/^\{"kind":"kmsRequest"/)
    expect(one.stdout).not.toBe(other.stdout)
    expect(one.stderr).not.toMatch(/EPIPE/)
  })

  it.each(['', 'a b', 'docs/simulation.md', 'docs/none.json', 'docs/examples/small-lab.json --seed -1'])(
    'refuses "%s"',
    async (words) => {
      const { code, stderr } = await run(`npm run --silent simulate -- ${words}`)
      expect(code).toBe(2)
      expect(stderr).toMatch(/Usage/)
    },
  )
})
