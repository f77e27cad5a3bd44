import { execFile } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { appendAuditEntry } from '../audit'
import { withTestDatabase } from '../database.testing'
import { inPrismaTransaction } from '../prisma'
import { anchorAudit } from './anchor'
import { eraseFromAudit } from './erase'
import { provenEntries } from './export'
import { dropExpiredAudit } from './retain'
import { sealAudit } from './seal'
import { sealState, verifyAudit } from './verify'

const database = withTestDatabase()
const AT = new Date('2026-11-22T08:00:00Z')

const entry = (number: number) => ({
  at: new Date(AT.getTime() + number),
  actorId: 'ada',
  actorName: 'Ada Byron',
  action: 'user.disable' as const,
  subjectType: 'person',
  subjectId: number % 2 === 0 ? 'ines' : 'ada',
  before: { name: 'Ines “Inès” 山田', enabled: true },
  after: { name: 'Ines “Inès” 山田', enabled: false, share: 0.1 },
  reason: 'left\nthe company',
})

const append = (number: number) => inPrismaTransaction((tx) => appendAuditEntry(tx, entry(number)))

/** As somebody with all rights in the database would. */
async function tamper(sql: string): Promise<void> {
  await database.pool.query('ALTER TABLE audit_entry DISABLE TRIGGER USER')
  await database.pool.query(sql)
  await database.pool.query('ALTER TABLE audit_entry ENABLE TRIGGER USER')
}

const kinds = async () => (await verifyAudit()).problems.map(({ kind, position }) => `${kind} ${position}`)

beforeEach(async () => {
  await database.pool.query('TRUNCATE audit_entry, audit_proof, audit_anchor RESTART IDENTITY')
  for (let number = 1; number <= 5; number++) await append(number)
  await sealAudit()
})

describe('the chain of the audit log', () => {
  it('is whole, and names what is not sealed yet', async () => {
    await append(6)
    expect(await verifyAudit()).toMatchObject({
      sealed: 5,
      unsealed: 1,
      unsealedFrom: 6,
      unsealedTo: 6,
      problems: [],
    })
    expect(await sealAudit()).toBe(1)
    expect(await sealAudit()).toBe(0)
    expect(await verifyAudit()).toMatchObject({ sealed: 6, unsealed: 0, problems: [] })
  })

  it('gives every entry one place, whoever seals and in whatever order entries commit', async () => {
    const writers = Array.from({ length: 40 }, (_, at) => append(10 + at))
    const sealers = Array.from({ length: 8 }, () => sealAudit())
    await Promise.all([...writers, ...sealers])
    await sealAudit()
    expect(await verifyAudit()).toMatchObject({ sealed: 45, unsealed: 0, problems: [] })
  })

  it.each([
    [
      'one letter of a reason',
      "UPDATE audit_entry SET reason = 'left\nthe Company' WHERE id = 3",
      'changed 3',
    ],
    [
      'one digit of a detail',
      `UPDATE audit_entry SET after = after || '{"share": 0.2}' WHERE id = 3`,
      'changed 3',
    ],
    ['a name', "UPDATE audit_entry SET actor_name = 'Ada B' WHERE id = 3", 'changed 3'],
    ['who acted', "UPDATE audit_entry SET actor_id = 'eve' WHERE id = 3", 'changed 3'],
    ['a time by a millisecond', "UPDATE audit_entry SET at = at + interval '1 ms' WHERE id = 3", 'changed 3'],
    ['an entry taken out', 'DELETE FROM audit_entry WHERE id = 3', 'missing 3'],
    [
      'an entry with its proof taken out',
      'DELETE FROM audit_entry WHERE id = 3; DELETE FROM audit_proof WHERE entry_id = 3',
      'gap 3',
    ],
    [
      'an entry put in',
      "INSERT INTO audit_entry (id, actor_name, action) VALUES (77, 'Eve', 'user.enable')",
      'unproven null',
    ],
    [
      'a proof made to fit',
      `UPDATE audit_entry SET action = 'user.enable' WHERE id = 3;
      UPDATE audit_proof SET hash = sha256(convert_to(audit_canonical(entry, name_hash, content_hash), 'UTF8'))
        FROM audit_entry entry WHERE entry.id = entry_id AND entry_id = 3`,
      'link 3',
    ],
    [
      'an entry emptied unasked',
      "UPDATE audit_entry SET actor_name = '' WHERE id = 3; UPDATE audit_proof SET name_salt = NULL WHERE entry_id = 3",
      'erasedUnasked 3',
    ],
  ])('finds %s', async (_, sql, problem) => {
    await tamper(sql)
    expect((await kinds())[0]).toBe(problem)
  })

  it('lets the database refuse what a statement by mistake would change', async () => {
    await expect(database.pool.query("UPDATE audit_entry SET reason = 'x' WHERE id = 3")).rejects.toThrow(
      'never changed',
    )
    await expect(database.pool.query('DELETE FROM audit_entry WHERE id = 3')).rejects.toThrow('never changed')
  })

  it('shows a chain that was rewritten as a whole by an anchor kept elsewhere', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'activation-console-test-')), 'anchors.jsonl')
    vi.stubEnv('AUDIT_ANCHOR_FILE', file)
    const anchor = await anchorAudit(AT)
    expect(await anchorAudit(AT)).toBeUndefined()
    const [kept, ...more] = (await readFile(file, 'utf8')).trim().split('\n')
    expect(more).toEqual([])
    expect(JSON.parse(kept ?? '')).toEqual({ at: AT.toISOString(), ...anchor })
    await append(6)
    await sealAudit()
    if (!anchor) throw new Error('no anchor')
    expect((await verifyAudit([anchor])).problems).toEqual([])
    await tamper("UPDATE audit_entry SET reason = 'nothing' WHERE id = 2; DELETE FROM audit_proof")
    await tamper('SELECT prove_audit_entry(entry) FROM audit_entry entry')
    await sealAudit()
    expect((await verifyAudit()).problems).toEqual([])
    expect((await verifyAudit([anchor])).problems).toMatchObject([{ kind: 'anchor', position: 5 }])
  })

  it('stays whole when the oldest entries go by the retention, and begins nowhere that no entry explains', async () => {
    const anchor = await anchorAudit(AT)
    const later = new Date('2028-01-01T00:00:00Z')
    await inPrismaTransaction((tx) => appendAuditEntry(tx, { ...entry(6), at: later }))
    await sealAudit()
    expect(await dropExpiredAudit(later, 0)).toBe(0)
    expect(await dropExpiredAudit(later, 12)).toBe(5)
    await sealAudit()
    expect(await verifyAudit(anchor && [anchor])).toMatchObject({ sealed: 7, removed: 5, problems: [] })
    expect(await dropExpiredAudit(later, 12)).toBe(0)
    const kept = await verifyAudit([{ position: 5, chain: '0'.repeat(64) }])
    expect(kept.problems).toMatchObject([{ kind: 'anchor', position: 5 }])
    await tamper(`UPDATE audit_entry SET after = after || '{"position": 4}' WHERE action = 'audit.cut'`)
    expect(await kinds()).toContain('gap 5')
  })

  it('stays whole when a person is erased, and holds nothing of them any more', async () => {
    await inPrismaTransaction(async (tx) => {
      expect(await eraseFromAudit(tx, 'ada')).toBe(5)
      await appendAuditEntry(tx, {
        at: AT,
        actorId: 'ines',
        actorName: 'Ines',
        action: 'audit.erasePerson',
        subjectType: 'person',
        subjectId: 'ada',
      })
    })
    await sealAudit()
    expect(await verifyAudit()).toMatchObject({ sealed: 6, erased: 5, problems: [] })
    const { rows } = await database.pool.query(
      'SELECT row_to_json(entry)::text AS text FROM audit_entry entry',
    )
    expect(rows.map(({ text }) => text).join()).not.toContain('Ada Byron')
    await expect(database.pool.query("UPDATE audit_entry SET reason = 'x' WHERE id = 3")).rejects.toThrow(
      'never changed',
    )
  })
})

describe('an export that an auditor checks without the console', () => {
  const check = join(process.cwd(), 'docs/examples/audit-check.mjs')

  async function exported(): Promise<{ file: string; lines: string[] }> {
    const file = join(await mkdtemp(join(tmpdir(), 'activation-console-test-')), 'audit.jsonl')
    const lines: string[] = []
    for await (const entries of provenEntries(systemActor('test'))) {
      lines.push(...entries.map((one) => JSON.stringify(one)))
    }
    await writeFile(file, lines.join('\n'))
    return { file, lines }
  }
  const run = (file: string, anchors: string[] = []) =>
    promisify(execFile)(process.execPath, [check, file, ...anchors]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
    )

  it('is whole as it comes, and ends in the link that the console shows', async () => {
    const { file, lines } = await exported()
    expect(lines).toHaveLength(5)
    const { chain } = await sealState()
    expect(await run(file)).toEqual({
      code: 0,
      stdout: expect.stringContaining(`5 entries, 0 names or contents erased, last link ${chain}`),
    })
  })

  it('is whole from where the retention let it begin, and not from anywhere else', async () => {
    await inPrismaTransaction((tx) =>
      appendAuditEntry(tx, { ...entry(6), at: new Date('2028-01-01T00:00:00Z') }),
    )
    await sealAudit()
    await dropExpiredAudit(new Date('2028-01-01T00:00:00Z'), 12)
    await sealAudit()
    const { file, lines } = await exported()
    expect(await run(file)).toMatchObject({ code: 0, stdout: expect.stringContaining('2 entries') })
    await writeFile(file, lines.slice(1).join('\n'))
    expect(await run(file)).toMatchObject({ code: 1, stdout: expect.stringContaining('why it begins there') })
  })

  it.each([
    [
      'a changed letter of the content',
      (text: string) => text.replace('left', 'Left'),
      'the content is not the one',
    ],
    ['a changed action', (text: string) => text.replace('user.disable', 'user.enable'), 'the chain breaks'],
    ['a line taken out', (text: string) => text.split('\n').toSpliced(2, 1).join('\n'), 'place 3 is missing'],
  ])('shows %s', async (_, change, words) => {
    const { file } = await exported()
    await writeFile(file, change(await readFile(file, 'utf8')))
    expect(await run(file)).toMatchObject({ code: 1, stdout: expect.stringContaining(words) })
  })
})
