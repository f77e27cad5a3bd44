/** Commands of the console as they are run in a shell. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { NOBODY, systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { invitePerson, redeemLink } from '@/lib/operations/people/invitations'

// Each command is a process that compiles itself.
vi.setConfig({ testTimeout: 60_000 })
const database = withTestDatabase()

interface Ended {
  code: number
  out: string
  problem: string
}

function run(script: string, args: string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    const { DATABASE_URL: _, ...inherited } = process.env
    const command = ['--import', 'tsx', `scripts/${script}.ts`, ...args]
    const child = execFile(
      process.execPath,
      command,
      { env: { ...inherited, ...env } },
      (_error, out, problem) => resolve({ code: child.exitCode ?? -1, out, problem }),
    )
  })
}

const tokenOf = (text: string) => /token=(\S+)/.exec(text)?.[1] ?? ''

it('emergency-access prints a link that opens once and sets a new password', async () => {
  const ines = { name: 'Ines', email: 'ines@corp.example' }
  const invited = await invitePerson.run(systemActor('test'), { ...ines, role: 'licensingAdmin' })
  if (!invited.ok) throw new Error('not invited')
  await redeemLink.run(NOBODY, { token: invited.token, ...ines, password: 'a long enough password' })

  const env = { DATABASE_URL: database.url, PUBLIC_URL: 'https://console.corp.example/' }
  const { code, out } = await run('emergency-access', ['Ines@Corp.example'], env)
  expect(code).toBe(0)
  expect(out).toMatch(/^Opens once, until \S+Z;.*\nhttps:\/\/console\.corp\.example\/setup\?token=\S+\n$/)
  const link = { token: tokenOf(out), ...ines, password: 'another long password' }
  expect(await redeemLink.run(NOBODY, link)).toMatchObject({ ok: true })
  expect(await redeemLink.run(NOBODY, link)).toMatchObject({ ok: false, refusal: { kind: 'used' } })
})

it('emergency-access says for whom it makes no link', async () => {
  const { code, out, problem } = await run('emergency-access', ['nobody@corp.example'], {
    DATABASE_URL: database.url,
  })
  expect([code, out]).toEqual([2, ''])
  expect(problem).toBe(
    'nobody@corp.example is not the address of a licensing admin who can sign in. There are: ines@corp.example.\n' +
      'Usage: npm run emergency-access -- ADDRESS\n',
  )
})

it.each([
  ['import', ['README.md']],
  ['emergency-access', ['ines@corp.example']],
])('%s says in a sentence that another version made the data directory', async (script, args) => {
  const directory = mkdtempSync(join(tmpdir(), 'activation-console-command-'))
  mkdirSync(join(directory, 'pg'))
  writeFileSync(join(directory, 'pg', 'PG_VERSION'), '12\n')
  const { code, problem } = await run(script, args, { DATA_DIRECTORY: directory })
  rmSync(directory, { recursive: true })
  expect(code).toBe(1)
  expect(problem).toMatch(/^\S+ was created by Postgres 12, this console includes Postgres 18\. .*\n$/)
})
