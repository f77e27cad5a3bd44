import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'

const DLI = `Name: Windows(R), Professional edition
Description: Windows(R) Operating System, OEM_DM channel
Partial Product Key: G48QW
License Status: Licensed
`

const folder = mkdtempSync(join(tmpdir(), 'read-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  utimesSync(path, 1_750_000_000, 1_750_000_000)
  return path
}

async function read(args: string[], input = '') {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/read.ts', ...args])
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [out, err, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ])
  return {
    records: out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    err,
    exitCode,
  }
}

describe('npm run read', () => {
  it('prints one JSON line per record and a summary beside it', async () => {
    const { records, err, exitCode } = await read([
      '--host',
      'PC-7',
      '--observed-at',
      '2026-03-04T16:55:00+02:00',
      file('dli.txt', DLI),
    ])
    expect(records).toEqual([
      {
        type: 'observation',
        line: 1,
        observation: {
          kind: 'license',
          observedAt: '2026-03-04T14:55:00.000Z',
          client: { name: 'pc-7' },
          product: {
            name: 'Windows(R), Professional edition',
            description: 'Windows(R) Operating System, OEM_DM channel',
            channel: 'OEM',
            partialKey: 'G48QW',
          },
          status: 'licensed',
        },
      },
    ])
    expect(err).toMatch(/dli\.txt: slmgr output \(slmgr-text\), utf-8, 1 observations, 0 rejected/)
    expect(exitCode).toBe(0)
  })

  it('takes the time of the file where none is given, and goes on behind a file it cannot read', async () => {
    const letter = file('letter.txt', 'Dear all,\nthe meeting is on Monday.\n')
    const { records, err, exitCode } = await read([join(folder, 'missing'), letter, file('dli.txt', DLI)])
    expect(records).toMatchObject([
      { type: 'rejected', line: 1, reason: expect.stringContaining('No license data was recognised') },
      { type: 'observation', observation: { observedAt: '2025-06-15T15:06:40.000Z', client: {} } },
    ])
    expect(err).toMatch(/missing: cannot be read/)
    expect(exitCode).toBe(2)
  })

  it('does not fail for rejected rows', async () => {
    const bad = DLI.replace('Licensed', 'Lizenziert-ish')
    const { records, exitCode } = await read(['-'], bad)
    expect(records).toMatchObject([{ type: 'rejected' }])
    expect(exitCode).toBe(0)
  })

  it('refuses a time or a name that is none, and a call without files', async () => {
    const path = file('dli.txt', DLI)
    for (const args of [['--observed-at', '3/4/2026', path], ['--host', 'a b', path], ['--what', path], []]) {
      const { records, err, exitCode } = await read(args)
      expect(records).toEqual([])
      expect(err).toMatch(/Usage/)
      expect(exitCode).toBe(2)
    }
  }, 20_000)

  it('ends quietly when nobody reads on', async () => {
    const many = file('many.txt', DLI.repeat(20_000))
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/read.ts', many])
    child.stdout.once('data', () => child.stdout.destroy())
    const [err, exitCode] = await Promise.all([
      text(child.stderr),
      new Promise<number | null>((resolve) => child.on('close', resolve)),
    ])
    expect(err).not.toMatch(/EPIPE|at .*\.ts/)
    expect(exitCode).toBe(0)
  })
})
