import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { NOBODY, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadKeys } from '@/lib/data/keys/keys-page'
import { openPassword, sealPassword } from '@/lib/data/networks/sealed-password'
import { addKeys, inspectKeys } from './add-keys'
import { editKey, restoreKey, retireKey } from './change-key'
import { resealKeys } from './reseal-keys'
import { resealOnStart } from './reseal-on-start'
import { revealKey } from './reveal-key'

const database = withTestDatabase()
const session = { id: 's', confirmedAt: new Date() }
const admin = userActor({ id: 'admin', name: 'Ada', role: 'licensingAdmin', session })
const manager = userActor({ id: 'manager', name: 'Max', role: 'manager' })
const helpdesk = userActor({ id: 'helpdesk', name: 'Hal', role: 'helpdesk' })

// No real keys: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
const OTHER = 'CDFGH-JKMPQ-RTVWX-Y2346-789BC'

const choice = (line: number, label = 'Windows 11 Pro', kind: 'mak' | 'csvlk' = 'mak') => ({
  line,
  kind,
  label,
})

async function addOne(text = KEY, label?: string) {
  const outcome = await addKeys.run(admin, { text, choices: [choice(1, label)] })
  if (!outcome.ok) throw new Error(outcome.refusal.kind)
  return outcome.added[0]?.keyId ?? ''
}

const auditRows = (action: string) => database.prisma.auditEntry.findMany({ where: { action } })

beforeEach(async () => {
  await database.pool.query('DELETE FROM product_key')
})

describe('adding keys', () => {
  it('stores what is pasted sealed, each line judged on its own', async () => {
    const text = [
      `Windows 11 Pro\t${KEY.toLowerCase()}`,
      '',
      OTHER.replaceAll('-', ' — '),
      KEY.replace('HJK', 'HJO'),
      KEY.replaceAll('-', ''),
      'VK7JG-NPHTM-C97JM-9MPGT-3V66T'.replace(/.{5}$/, 'T83GX'),
    ].join('\n')
    const looked = await inspectKeys.run(admin, { text })
    expect(looked).toMatchObject({
      ok: true,
      lines: [
        { line: 1, words: 'Windows 11 Pro', lastFive: '6789N', verdict: { kind: 'new' } },
        { line: 3, lastFive: '789BC', verdict: { kind: 'new' } },
        { line: 4, verdict: { kind: 'wrong', sentence: expect.stringMatching(/Position 8 .* is O/) } },
        { line: 5, verdict: { kind: 'repeated', line: 1 } },
        { line: 6, verdict: { kind: 'published', product: 'Windows 10/11 Pro' } },
      ],
    })
    expect(JSON.stringify(looked)).not.toContain('HJKMP')
    const outcome = await addKeys.run(admin, {
      text,
      choices: [choice(1), choice(3, 'Lab'), choice(4), choice(5), choice(6)],
      agreement: 'EA 12',
    })
    expect(outcome).toMatchObject({ ok: true, added: [{ line: 1 }, { line: 3 }] })
    expect(JSON.stringify(outcome)).not.toContain('HJKMP')
    const rows = await database.prisma.productKey.findMany({ orderBy: { lastFive: 'asc' } })
    expect(rows.map(({ lastFive, label, agreement }) => [lastFive, label, agreement])).toEqual([
      ['6789N', 'Windows 11 Pro', 'EA 12'],
      ['789BC', 'Lab', 'EA 12'],
    ])
  })

  it('adds each of two keys that stand in one line', async () => {
    const text = `Windows 11 Pro\t${KEY}\t${OTHER}`
    const choices = [choice(1, 'First'), { ...choice(1, 'Second'), part: 2 }]
    expect(await addKeys.run(admin, { text, choices })).toMatchObject({
      ok: true,
      added: [
        { line: 1, part: 1, lastFive: '6789N', label: 'First' },
        { line: 1, part: 2, lastFive: '789BC', label: 'Second' },
      ],
      left: [],
    })
  })

  it('recognises a key we hold in any notation, also one that is retired', async () => {
    const keyId = await addOne()
    await retireKey.run(admin, { keyId, reason: 'agreement ended' })
    expect(await inspectKeys.run(admin, { text: KEY.replaceAll('-', '') })).toMatchObject({
      lines: [{ verdict: { kind: 'held', keyId, isRetired: true } }],
    })
    expect(await addKeys.run(admin, { text: KEY, choices: [choice(1)] })).toMatchObject({
      refusal: { kind: 'nothingToAdd' },
    })
  })

  it('lets a whole key join the row that knew its last five', async () => {
    const keyId = await addOne('6789N', 'From VAMT')
    expect(await inspectKeys.run(admin, { text: KEY })).toMatchObject({
      lines: [{ verdict: { kind: 'joins', keyId, label: 'From VAMT' } }],
    })
    const outcome = await addKeys.run(admin, { text: KEY, choices: [choice(1)] })
    expect(outcome).toMatchObject({ ok: true, added: [{ keyId, joined: true, label: 'From VAMT' }] })
    expect(await database.prisma.productKey.count()).toBe(1)
    expect(await revealKey.run(admin, { keyId, reason: 'to check' })).toEqual({ ok: true, key: KEY })
  })

  it('adds a key once when two people paste it at the same moment', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => addKeys.run(admin, { text: KEY, choices: [choice(1)] })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await database.prisma.productKey.count()).toBe(1)
  })

  it('is refused to those who may not change keys, and the key leaves no trace', async () => {
    for (const actor of [manager, helpdesk, NOBODY]) {
      expect(await addKeys.run(actor, { text: KEY, choices: [choice(1)] })).toMatchObject({
        refusal: { kind: 'notPermitted' },
      })
      expect(await inspectKeys.run(actor, { text: KEY })).toMatchObject({ refusal: { kind: 'notPermitted' } })
    }
    expect(await database.prisma.productKey.count()).toBe(0)
  })
})

describe('revealing a key', () => {
  it('answers the whole key and writes who asked and why', async () => {
    const keyId = await addOne()
    expect(await revealKey.run(admin, { keyId, reason: 'typing it into an image' })).toEqual({
      ok: true,
      key: KEY,
    })
    const entry = (await auditRows('key.reveal')).at(-1)
    expect(entry).toMatchObject({ actorName: 'Ada', subjectId: keyId, reason: 'typing it into an image' })
    expect(
      JSON.stringify(entry, (_, value) => (typeof value === 'bigint' ? Number(value) : value)),
    ).not.toContain('HJKMP')
  })

  it('reveals nothing when the audit entry cannot be written', async () => {
    const keyId = await addOne()
    const before = (await auditRows('key.reveal')).length
    await database.pool.query(
      `ALTER TABLE audit_entry ADD CONSTRAINT audit_is_broken CHECK (action <> 'key.reveal') NOT VALID`,
    )
    try {
      await expect(revealKey.run(admin, { keyId, reason: 'to check' })).rejects.toThrow()
    } finally {
      await database.pool.query('ALTER TABLE audit_entry DROP CONSTRAINT audit_is_broken')
    }
    expect(await auditRows('key.reveal')).toHaveLength(before)
  })

  it('wants a reason, and the permission', async () => {
    const keyId = await addOne()
    expect(await revealKey.run(admin, { keyId, reason: ' ' })).toMatchObject({
      refusal: { kind: 'badInput' },
    })
    for (const actor of [manager, helpdesk, NOBODY]) {
      expect(await revealKey.run(actor, { keyId, reason: 'please' })).toMatchObject({
        refusal: { kind: 'notPermitted' },
      })
    }
  })

  it('has nothing to show of a key known by its last five', async () => {
    const keyId = await addOne('6789N')
    expect(await revealKey.run(admin, { keyId, reason: 'to check' })).toMatchObject({
      refusal: { kind: 'notStored' },
    })
  })

  it('refuses what was moved to another row in the database', async () => {
    const keyId = await addOne()
    const otherId = await addOne(OTHER)
    await database.pool.query(
      'UPDATE product_key SET sealed = (SELECT sealed FROM product_key WHERE id = $1) WHERE id = $2',
      [keyId, otherId],
    )
    expect(await revealKey.run(admin, { keyId: otherId, reason: 'to check' })).toMatchObject({
      refusal: { kind: 'damaged' },
    })
  })
})

describe('changing and retiring', () => {
  it('changes words, keeps before and after, and refuses what changes nothing', async () => {
    const keyId = await addOne()
    const words = {
      keyId,
      label: 'Windows 11 Pro, sites',
      activationIds: '{DE32EAFD-AAEE-4662-9444-C1BEFB41BDE2}',
    }
    expect(await editKey.run(admin, { ...words, agreement: 'EA 12' })).toEqual({ ok: true })
    const [entry] = await auditRows('key.edit')
    expect(entry).toMatchObject({
      before: { label: 'Windows 11 Pro', agreement: null, activationIds: '' },
      after: { agreement: 'EA 12', activationIds: 'de32eafd-aaee-4662-9444-c1befb41bde2' },
    })
    expect(await editKey.run(admin, { ...words, agreement: 'EA 12' })).toMatchObject({
      refusal: { kind: 'unchanged' },
    })
    expect(await editKey.run(admin, { ...words, activationIds: 'not an id' })).toMatchObject({
      refusal: { kind: 'badInput' },
    })
  })

  it('retires with a reason and takes back, once each', async () => {
    const keyId = await addOne('6789N')
    expect(await retireKey.run(admin, { keyId, reason: 'replaced' })).toEqual({ ok: true })
    expect(await retireKey.run(admin, { keyId, reason: 'replaced' })).toMatchObject({
      refusal: { kind: 'unchanged' },
    })
    expect(await restoreKey.run(admin, { keyId, reason: 'still needed' })).toEqual({ ok: true })
    expect(await restoreKey.run(admin, { keyId, reason: 'still needed' })).toMatchObject({
      refusal: { kind: 'unchanged' },
    })
    const [entry] = await auditRows('key.restore')
    expect(entry).toMatchObject({ reason: 'still needed', subjectId: keyId })
  })
})

describe('another encryption key', () => {
  it('seals the passwords of directories again in the same step', async () => {
    await addOne()
    const id = randomUUID()
    await database.prisma.directorySource.create({
      data: {
        id,
        server: 'dc1.plant.example',
        port: 636,
        security: 'ldaps',
        baseDn: 'DC=plant,DC=example',
        bindDn: 'CN=reader',
        sealedPassword: sealPassword('open sesame', id),
        createdAt: new Date(),
        createdBy: 'Ada',
      },
    })
    const original = process.env.KEY_ENCRYPTION_KEY
    process.env.KEY_ENCRYPTION_KEY = randomBytes(32).toString('base64')
    process.env.KEY_ENCRYPTION_KEY_PREVIOUS = original
    try {
      expect(await resealOnStart()).toEqual([
        'Re-encrypted with the new encryption key: 1 stored product key, 1 directory password.',
      ])
      process.env.KEY_ENCRYPTION_KEY_PREVIOUS = ''
      const row = await database.prisma.directorySource.findUniqueOrThrow({ where: { id } })
      expect(openPassword(row.sealedPassword, id)).toBe('open sesame')
    } finally {
      process.env.KEY_ENCRYPTION_KEY = original
      process.env.KEY_ENCRYPTION_KEY_PREVIOUS = ''
    }
  })

  it('is told clearly, adds nothing it cannot compare, and is healed by the previous one', async () => {
    const keyId = await addOne()
    const original = process.env.KEY_ENCRYPTION_KEY
    process.env.KEY_ENCRYPTION_KEY = randomBytes(32).toString('base64')
    try {
      const refused = await revealKey.run(admin, { keyId, reason: 'to check' })
      expect(refused).toMatchObject({ refusal: { kind: 'otherEncryptionKey' } })
      if (!refused.ok) expect(revealKey.say(refused.refusal).sentence).toMatch(/KEY_ENCRYPTION_KEY_PREVIOUS/)
      expect(await inspectKeys.run(admin, { text: OTHER })).toMatchObject({
        refusal: { kind: 'unreadableKeys', keys: 1 },
      })
      expect(await resealKeys.run(admin, {})).toMatchObject({
        refusal: { kind: 'nothingToReseal', unreadable: { keys: 1 } },
      })
      expect((await loadKeys(admin, new Date())).keys).toMatchObject([{ unopened: 'otherEncryptionKey' }])
      expect(await resealOnStart()).toEqual([expect.stringMatching(/^One stored key is sealed with another/)])
      process.env.KEY_ENCRYPTION_KEY_PREVIOUS = original
      expect(await revealKey.run(admin, { keyId, reason: 'to check' })).toEqual({ ok: true, key: KEY })
      expect(await resealKeys.run(admin, {})).toMatchObject({
        ok: true,
        resealed: 1,
        unreadable: { keys: 0 },
      })
      process.env.KEY_ENCRYPTION_KEY_PREVIOUS = ''
      expect((await loadKeys(admin, new Date())).keys).toMatchObject([{ unopened: null }])
      expect(await revealKey.run(admin, { keyId, reason: 'to check' })).toEqual({ ok: true, key: KEY })
      expect(await inspectKeys.run(admin, { text: KEY })).toMatchObject({
        lines: [{ verdict: { kind: 'held', keyId } }],
      })
    } finally {
      process.env.KEY_ENCRYPTION_KEY = original
      process.env.KEY_ENCRYPTION_KEY_PREVIOUS = ''
    }
  })
})
