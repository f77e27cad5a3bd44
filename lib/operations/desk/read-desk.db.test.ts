import { beforeAll, describe, expect, it } from 'vitest'
import { hostWords } from '@/lib/activation/kms/standing-sentence'
import { type Actor, NOBODY, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadKmsHosts } from '@/lib/data/kms-hosts/inventory'
import { forgetMachines } from '../machines/forget-machines'
import { readRecord } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { DESK_TEXT_LIMIT, readDesk } from './read-desk'

const database = withTestDatabase()
const NOW = new Date('2026-11-22T12:00:00Z')
const helpdesk = userActor({ id: 'h', name: 'Hana', role: 'helpdesk' })
const admin = userActor({ id: 'a', name: 'Ada', role: 'licensingAdmin' })

const CMID = '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349'
const SHARED = '11111111-90ae-4f53-a6c1-5b8e02f7d349'
const ENTERPRISE = '73111121-5638-40f6-bc11-f1d7b0d64300'
/** Not a key of anybody: the alphabet in order. */
const WHOLE_KEY = 'BCDFG-HJKMP-QRTVW-XY234-2YT43'

const notificationOf = (head: string) => `${head}
Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Activation ID: ${ENTERPRISE}
Application ID: 55c92734-d682-4d71-983e-d6ec3f16059f
Partial Product Key: 2YT43
License Status: Notification
Notification Reason: 0xC004F056.

Most recent activation information:
Key Management Service client information
    Client Machine ID (CMID): ${CMID}
    Registered KMS machine name: kms01.corp.example:1688
`

const licensed = (name: string, cmid: string) => ({
  kind: 'license' as const,
  observedAt: '2026-11-20T12:00:00.000Z',
  client: { name, cmid },
  product: {
    name: 'Windows(R), Enterprise edition',
    activationId: ENTERPRISE,
    channel: 'KMS client' as const,
  },
  status: 'licensed' as const,
  remainingMinutes: 250_000,
  expiresAt: new Date(Date.parse('2026-11-20T12:00:00Z') + 250_000 * 60_000).toISOString(),
  kms: { host: 'kms01.corp.example', port: 1688 },
})

async function ask(text: string, actor: Actor = helpdesk, hostName?: string) {
  const outcome = await readDesk.run(actor, { text, hostName }, { now: NOW })
  if (!outcome.ok) throw new Error(outcome.refusal.kind)
  return outcome.answer
}

async function everythingStored() {
  const { rows } = await database.pool.query(
    `SELECT (SELECT count(*) FROM import)::int AS imports, (SELECT count(*) FROM audit_entry)::int AS audits,
            (SELECT count(*) FROM activation_event)::int AS events`,
  )
  return { ...(await readRecord(database.pool)), counts: rows }
}

beforeAll(async () => {
  const observations = [
    licensed('ws-0412.corp.example', CMID),
    licensed('lab-1.corp.example', SHARED),
    licensed('lab-2.corp.example', SHARED),
  ].map((observation, index) => ({ line: index + 1, observation }))
  await recordObservations({ observations }, NOW)
})

describe('the desk', () => {
  it('shows what a transcript says beside what the record says, found by the CMID', async () => {
    const { machines, readAs } = await ask(notificationOf(''))
    expect(readAs).toBe('slmgr output')
    expect(machines).toMatchObject([
      {
        named: CMID,
        told: [{ condition: 'notification', reason: { code: '0xC004F056' } }],
        record: { name: 'ws-0412.corp.example', licenses: [{ condition: 'licensed' }] },
      },
    ])
    expect(machines[0]?.told[0]?.words.nextStep?.text).toMatch(/\.$/)
  })

  it('takes a machine named around an output for the one it is from, and says so', async () => {
    const nameless = notificationOf('ws-0412 is dark:').replace(/\s*Client Machine ID.*/, '')
    const { machines } = await ask(nameless)
    expect(machines).toMatchObject([
      { isByWords: true, record: { name: 'ws-0412.corp.example' }, told: [{ condition: 'notification' }] },
    ])
  })

  it('takes the machine that is typed beside the text', async () => {
    const { machines } = await ask(notificationOf(''), helpdesk, 'WS-0412')
    expect(machines).toMatchObject([{ named: 'ws-0412', record: { name: 'ws-0412.corp.example' } }])
  })

  it.each(['ws-0412', 'WS-0412.corp.example', CMID.toUpperCase(), `a mail about ws-0412, please look`])(
    'finds the machine of “%s”',
    async (text) => {
      const { machines } = await ask(text)
      expect(machines).toMatchObject([{ told: [], record: { name: 'ws-0412.corp.example' } }])
    },
  )

  it('names the machines that share a CMID instead of choosing one', async () => {
    const { machines } = await ask(SHARED)
    expect(machines).toMatchObject([{ candidates: ['lab-1.corp.example', 'lab-2.corp.example'] }])
    expect(machines[0]?.record).toBeUndefined()
  })

  it('offers names nearly like a single word', async () => {
    expect((await ask('ws-04')).similar).toEqual(['ws-0412.corp.example'])
  })

  it.each([
    ['wss-0412', 'ws-0412.corp.example'],
    ['it fails on sw-0412', 'ws-0412.corp.example'],
    ['ws 0412', 'ws-0412.corp.example'],
    ['ws-412', 'ws-0412.corp.example'],
    ['ws-0412.other.example', 'ws-0412.corp.example'],
  ])('takes “%s” for the nearest name, and says so', async (text, name) => {
    const { machines, about } = await ask(text)
    expect(machines).toMatchObject([{ record: { name } }])
    if (text !== 'ws 0412') expect(machines[0]?.insteadOf).toBeDefined()
    expect(about).toBe(name)
  })

  it('offers those that are equally near instead of choosing one', async () => {
    expect((await ask('on lab-3')).machines).toMatchObject([
      { insteadOf: 'lab-3', candidates: ['lab-1.corp.example', 'lab-2.corp.example'] },
    ])
  })

  it('has a sentence of its own for a machine that nobody knows', async () => {
    expect(await ask('0xC004F074 on zz-printer-99')).toMatchObject({
      unknown: ['zz-printer-99'],
      machines: [],
      codes: [{ code: '0xC004F074' }],
    })
  })

  it('says of a forgotten machine who forgot it and why, and takes it for no other', async () => {
    await recordObservations(
      { observations: [{ line: 1, observation: licensed('sold-7.corp.example', '7') }] },
      NOW,
    )
    await forgetMachines.run(admin, { names: ['sold-7.corp.example'], reason: 'sold' }, { now: NOW })
    for (const text of ['sold-7', 'What about sold-7.corp.example?']) {
      const { forgotten, machines, unknown } = await ask(text)
      expect(forgotten).toMatchObject([{ name: 'sold-7.corp.example', forgottenBy: 'Ada', reason: 'sold' }])
      expect([machines, unknown]).toEqual([[], []])
    }
  })

  it('says of a KMS host what its own page says', async () => {
    const { hosts } = await ask('kms01.corp.example')
    const [row] = (await loadKmsHosts(helpdesk, NOW)).hosts
    if (!row) throw new Error('there is no host')
    expect(hosts).toEqual([{ name: 'kms01.corp.example', ...hostWords(row, NOW) }])
  })

  it('leads from a misspelt code on a misspelt machine to the machine, a cause and a command', async () => {
    const { machines, corrected, about } = await ask('0xCOO4FO38 on ws-0421')
    expect(corrected).toEqual([{ written: '0xCOO4FO38', code: '0xC004F038' }])
    const [license] = machines[0]?.record?.licenses ?? []
    expect(machines[0]).toMatchObject({ insteadOf: 'ws-0421', record: { name: 'ws-0412.corp.example' } })
    expect(license?.diagnosis?.causes[0]).toMatchObject({
      kind: 'countLow',
      commands: [{ command: 'slmgr.vbs /dlv', where: 'host' }, { command: 'slmgr.vbs /ato' }],
    })
    expect(about).toBe('ws-0412.corp.example 0xC004F038')
  })

  it('explains a code, an event and an activation ID', async () => {
    expect((await ask('-1073418124')).codes).toMatchObject([{ code: '0xC004F074', known: true }])
    expect((await ask('Event ID: 12293')).events).toMatchObject([{ side: 'KMS host' }])
    expect((await ask(ENTERPRISE)).products).toMatchObject([{ label: 'Windows 10/11 Enterprise' }])
  })

  it('explains a command that somebody means to run, and of the output of one only what is wrong with it', async () => {
    const commandsOf = async (text: string) =>
      (await ask(text)).commands.map(({ of, fault }) => [of.name, fault].filter(Boolean).join(' '))
    expect(await commandsOf('May I run slmgr.vbs /rearm and slmgr /upk?')).toEqual([
      '/rearm',
      '/upk withoutId',
    ])
    const printed = notificationOf('C:\\> cscript slmgr.vbs /dlv')
    expect(await commandsOf(printed)).toEqual([])
    expect(await commandsOf(`C:\\> slmgr.vbs /skms fd00:10::5\n${printed}`)).toEqual(['/skms bareIpv6'])
  })

  it('finds nothing in nothing', async () => {
    expect(await ask('good morning')).toMatchObject({ machines: [], codes: [], similar: [] })
  })
})

describe('what is pasted', () => {
  it('changes nothing: no import, no audit entry, no row of the record', async () => {
    const before = await everythingStored()
    await ask(notificationOf('ws-0412'))
    await ask('new-machine-7 0xC004F074')
    expect(await everythingStored()).toEqual(before)
  })

  it('loses its product keys before anything is answered', async () => {
    const answer = await ask(`slmgr /ipk ${WHOLE_KEY}\n${notificationOf('')}`)
    expect(JSON.stringify(answer)).not.toContain(WHOLE_KEY.slice(0, 17))
    expect(JSON.stringify(await ask(WHOLE_KEY))).not.toContain('BCDFG')
  })

  it('is refused to somebody signed out, and when it is too long', async () => {
    expect(await readDesk.run(NOBODY, { text: 'ws-0412' })).toEqual({
      ok: false,
      refusal: { kind: 'notPermitted', permission: 'machine.read' },
    })
    expect(await readDesk.run(helpdesk, { text: 'x'.repeat(DESK_TEXT_LIMIT + 1) })).toMatchObject({
      ok: false,
      refusal: { kind: 'badInput' },
    })
  })
})

describe('a text that names no machine', () => {
  const licensedOutput = notificationOf('')
    .replace('License Status: Notification', 'License Status: Licensed')
    .replace(/Notification Reason.*\n/, '')
    .replaceAll(CMID, '7d21c4b8-90ae-4f53-a6c1-000000000001')

  it('is never one machine in the worse of two states', async () => {
    const { machines } = await ask(`${licensedOutput}\n${notificationOf('').replace(CMID, '')}`)
    const told = machines.filter(({ told: licenses }) => licenses.length > 0)
    expect(told).toMatchObject([
      { isOneOfSeveral: true, told: [{ condition: 'notification' }] },
      { isOneOfSeveral: true, told: [{ condition: 'licensed' }] },
    ])
  })

  it('and holds no license is said to be what it seems', async () => {
    const answer = await ask(
      '_vlmcs._tcp.corp.example SRV service location:\nport = 1688 svr hostname = lic02.corp.example',
    )
    expect(answer.seems?.is).toBe(
      'an answer of DNS about KMS hosts: the SRV record names lic02.corp.example, TCP 1688',
    )
  })
})

it('does not alarm for a grace license that is left over beside a licensed product of the suite', async () => {
  const office = (code: string, status: number) =>
    `Name : Office 16, Office16${code} edition\nLicenseStatus : ${status}\nPartialProductKey : XXXXX\nDescription : Office 16, RETAIL channel\nPSComputerName : ws-77\n`
  const { machines } = await ask(`${office('ProPlusR_Grace', 5)}\n${office('ProPlusMSDNR_Retail', 1)}`)
  expect(machines[0]?.told.map(({ words }) => words.headline)).toEqual([
    'Licensed with a retail key, permanently',
    'Left over from the installation, not used',
  ])
})
