import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { maskLine } from './log'

// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
const TRACE = /BCDFG.{0,4}HJKMP/i

/** What a process of its own writes that does this. */
function outputOf(program: string): string {
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, LOG_LEVEL: 'info', NODE_OPTIONS: '' },
  })
  return run.stdout + run.stderr
}

describe('maskLine', () => {
  it.each([
    ['dashes', KEY],
    ['small letters', KEY.toLowerCase()],
    ['no dashes', KEY.replaceAll('-', '')],
    ['a line break in it', `${KEY.slice(0, 11)}\\n${KEY.slice(11)}`],
  ])('lets no key with %s into the log', (_how, key) => {
    const line = maskLine(
      `${JSON.stringify({ msg: 'x', err: { message: `key ${key.replace('\\n', '\n')}` } })}\n`,
    )
    expect(line).not.toMatch(TRACE)
    expect(line).toContain('6789N')
    expect(line.endsWith('\n')).toBe(true)
  })
})

it('masks in whatever the process writes, its log, its errors and its warnings', { timeout: 30_000 }, () => {
  const written = outputOf(`
    import { maskOutput } from './lib/server/masked-output.ts'
    import { log } from './lib/server/log.ts'
    maskOutput()
    const key = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789N'].join('-')
    log.error({ note: key, deep: { list: [key.toLowerCase()] }, err: new Error('with ' + key) }, 'a line with ' + key)
    console.log('said', key, { key })
    console.error(new Error('thrown ' + key.replaceAll('-', '')))
    process.stdout.write(key + '\\n')
  `)
  expect(written).toContain('a line with')
  expect(written).toContain('6789N')
  expect(written).not.toMatch(TRACE)
})
