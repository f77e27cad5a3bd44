/** A product key pasted anywhere but into the key field: no notation of it may be found in the database. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { readDesk } from '../desk/read-desk'
import { importFile } from '../imports/import-file'
import { receiveUpload } from '../imports/receive-upload'
import { recordCorrection, recordIncrease } from '../mak/record-in-ledger'
import { spendMak } from '../mak/spend-mak'
import { addUnit } from '../networks/units'
import { invitePerson } from '../people/invitations'
import { addKeys } from './add-keys'
import { editKey, retireKey } from './change-key'
import { recordHostActivation } from './host-activations'
import { revealKey } from './reveal-key'

const database = withTestDatabase()
const session = { id: 's', confirmedAt: new Date() }
const admin = userActor({ id: 'admin', name: 'Ada', role: 'licensingAdmin', session })
const now = new Date('2026-06-20T12:00:00Z')

// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
const STORED = '98764-32YXW-VTRQP-MKJHG-FDCBN'
const NOTATIONS = [KEY, KEY.toLowerCase(), KEY.replaceAll('-', ''), KEY.replaceAll('-', ' – ')]
const everyNotation = (words: string) => NOTATIONS.map((key) => `${words} ${key}`).join('; ')

async function* bytesOf(text: string, encoding: BufferEncoding = 'utf8'): AsyncGenerator<Uint8Array> {
  yield Buffer.from(encoding === 'utf16le' ? `\uFEFF${text}` : text, encoding)
}

/** What the readers know of, with the key wherever a text can stand. */
const SLMGR = (key: string) =>
  [
    `C:\\> cscript slmgr.vbs /ipk ${key}`,
    `Installed product key ${key} successfully.`,
    'Software licensing service version: 10.0.22621.2506',
    '',
    `Name: Windows(R), Professional edition ${key}`,
    `Description: Windows(R) Operating System, VOLUME_MAK channel ${key}`,
    'Activation ID: 2de67392-b7a7-462a-b1ca-108dd189f588',
    'Application ID: 55c92734-d682-4d71-983e-d6ec3f16059f',
    `Extended PID: ${key}`,
    `Partial Product Key: ${key}`,
    'License Status: Licensed',
    `Registered KMS machine name: ${key}:1688`,
    '',
  ].join('\r\n')

const KMS_LOG = (key: string) =>
  `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>` +
  `<Provider Name="Microsoft-Windows-Security-SPP"/><EventID Qualifiers="16384">12290</EventID>` +
  `<TimeCreated SystemTime="2026-06-01T08:00:00Z"/><Channel>Key Management Service</Channel>` +
  `<Computer>${key.replaceAll(' ', '')}</Computer></System><EventData><Data>0x0,25,${key.replaceAll(' ', '')},` +
  `7d21c4b8-90ae-4f53-a6c1-000000000001,2026/6/1 8:00,0,1,259200,73111121-5638-40f6-bc11-f1d7b0d64300</Data></EventData></Event>`

const CSV = (key: string) =>
  `ComputerName,Name,Description,PartialProductKey,LicenseStatus,ID\r\n${key},Windows ${key},VOLUME_MAK ${key},${key},1,2de67392-b7a7-462a-b1ca-108dd189f588\r\n`

const DLV_OF = (host: string, key: string) => SLMGR(key).replace('Name:', `Computer: ${host}\r\nName:`)

beforeAll(async () => {
  const note = everyNotation('note')
  const reason = everyNotation('because')
  const keyOutcome = await addKeys.run(admin, {
    text: STORED,
    choices: [{ line: 1, kind: 'mak', label: `label ${KEY.toLowerCase()} ${KEY.replaceAll('-', '')}` }],
    agreement: `EA ${KEY}`,
    owner: `Ada ${KEY.toLowerCase()}`,
    note,
  })
  if (!keyOutcome.ok) throw new Error(keyOutcome.refusal.kind)
  const keyId = keyOutcome.added[0]?.keyId ?? ''
  const host = await addKeys.run(admin, {
    text: 'W4HJ9',
    choices: [{ line: 1, kind: 'csvlk', label: `Hosts ${KEY}` }],
  })
  const hostKeyId = host.ok ? (host.added[0]?.keyId ?? '') : ''
  const entry = {
    host: 'kms01',
    at: '2026-06-01T08:00:00Z',
    method: 'online' as const,
    idempotencyKey: randomUUID(),
  }
  const outcomes = [
    await editKey.run(admin, {
      keyId,
      label: `Office ${KEY}`,
      note,
      owner: KEY,
      agreement: KEY.replaceAll('-', ''),
    }),
    await revealKey.run(admin, { keyId, reason }),
    await recordHostActivation.run(admin, { ...entry, keyId: hostKeyId, note }, { now }),
    await recordIncrease.run(admin, {
      keyId,
      count: 50,
      reason: `bought ${KEY}`,
      idempotencyKey: randomUUID(),
    }),
    await recordCorrection.run(admin, { keyId, change: -2, reason, idempotencyKey: randomUUID() }),
    await spendMak.run(admin, {
      keyId,
      machines: [{ name: `ws-${KEY.toLowerCase()}` }],
      reason: `for ${KEY}`,
      idempotencyKey: randomUUID(),
    }),
    await retireKey.run(admin, { keyId, reason }),
    await invitePerson.run(admin, { name: `Eve ${KEY}`, email: 'eve@corp.example', role: 'helpdesk' }),
    await addUnit.run(admin, { kind: 'workgroup', name: 'LAB', note }),
    await readDesk.run(admin, { text: SLMGR(KEY) }),
  ]
  expect(outcomes.map((outcome) => outcome.ok || outcome.refusal)).toEqual(outcomes.map(() => true))
  for (const key of NOTATIONS) {
    for (const text of [SLMGR(key), DLV_OF('ws-1', key), KMS_LOG(key), CSV(key), `rubbish ${key} rubbish`]) {
      const fileName = `key ${key}.txt`
      await importFile(
        admin,
        {
          fileName,
          hostName: 'ws-0417.corp.example',
          observedAt: '2026-06-02T08:00:00.000Z',
          sizeBytes: text.length,
          bytes: () => bytesOf(text),
        },
        now,
      )
      const upload = { fileName, origin: 'upload' as const, hostName: key }
      await receiveUpload(admin, upload, bytesOf(text), { now })
      await receiveUpload(admin, upload, bytesOf(text, 'utf16le'), { now })
    }
  }
}, 60_000)

/** Every value of every table as text: what a dump of the database would hold. */
async function wholeDatabase(): Promise<Map<string, string>> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND schemaname NOT LIKE 'pg_temp%'`,
  )
  const texts = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await database.pool.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t`,
    )
    texts.set(name, rows.map(({ row }) => row).join('\n'))
  }
  return texts
}

/** The key as text in any case and with any joint, and as the bytes of UTF-8 and UTF-16. */
function tracesOf(key: string): RegExp {
  const groups = key.split('-')
  const hex = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding).toString('hex')
  const whole = groups.slice(0, 4).join('[^A-Za-z0-9]{0,12}')
  const firstTwo = [`${groups[0]}-${groups[1]}`, `${groups[0]}${groups[1]}`]
  const bytes = firstTwo.flatMap((text) => [
    hex(text, 'utf8'),
    hex(text.toLowerCase(), 'utf8'),
    hex(text, 'utf16le'),
    hex(text.toLowerCase(), 'utf16le'),
  ])
  return new RegExp([whole, ...bytes].join('|'), 'i')
}

it('no notation of a pasted key is in any table of the database', async () => {
  const texts = await wholeDatabase()
  const found = [...texts].flatMap(([table, text]) => {
    const hit = tracesOf(KEY).exec(text)
    return hit ? [`${table}: ${text.slice(Math.max(0, hit.index - 120), hit.index + 60)}`] : []
  })
  expect(found).toEqual([])
})

it('the key that was stored is in no table but sealed', async () => {
  const texts = await wholeDatabase()
  expect([...texts].filter(([, text]) => tracesOf(STORED).test(text)).map(([table]) => table)).toEqual([])
  expect(texts.get('public.product_key')).toContain('FDCBN')
})

it('the search would find a key that was stored in the clear', async () => {
  for (const key of NOTATIONS) expect(tracesOf(KEY).test(`{"note":"x ${key}"}`)).toBe(true)
  expect(tracesOf(KEY).test(Buffer.from(`x ${KEY}`, 'utf16le').toString('hex'))).toBe(true)
})
