import { describe, expect, it } from 'vitest'
import { GIVEN, observationsOf, recordsOf } from '../transcript/collect-records.testing'
import { slmgrReader } from './slmgr-reader'

const read = (text: string) => recordsOf(slmgrReader, text)
const rejected = (line: number, reason: string) => ({
  type: 'rejected',
  line,
  reason: expect.stringContaining(reason),
})

const head = (name = 'Enterprise') =>
  `Name: Windows(R), ${name} edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n`
const LICENSED = `${head()}Partial Product Key: 2YT43\nLicense Status: Licensed\n`

describe('doubtful slmgr output', () => {
  it.each([
    ['no status', head(), 1, 'has no License Status'],
    ['an empty status', `${head()}License Status:\n`, 3, 'is empty'],
    ['a masked status', `${head()}License Status: XXXXXXXX\n`, 3, 'is masked'],
    ['a damaged status', `${head()}License Status: Licen\n`, 3, '"Licen" is not known'],
    [
      'a grace period without its kind',
      `${head()}Time remaining: 60 minute(s) (1 day(s))\n`,
      1,
      'which grace period',
    ],
    [
      'a licensed product in notification',
      `${LICENSED}Notification Reason: 0xC004F034.\n`,
      5,
      'contradicts it',
    ],
    [
      'an unlicensed product that expires',
      `${head()}License Status: Unlicensed\nVolume activation expiration: 60 minute(s) (1 day(s))\n`,
      4,
      'contradicts it',
    ],
  ])('%s is a rejection, and the next product is read', async (_, text, line, reason) => {
    const records = await read(`${text}\n${head('Other')}License Status: Licensed\n`)
    expect(records).toMatchObject([
      rejected(line, reason),
      { type: 'observation', observation: { status: 'licensed' } },
    ])
  })

  it('a status in an unknown language is a rejection that says so, and loses no other product', async () => {
    const finnish =
      'Nimi: Windows(R), Professional edition\n' +
      'Kuvaus: Windows(R) Operating System, VOLUME_MAK channel\n' +
      'Osittainen tuoteavain: B8K4X\n' +
      'Käyttöoikeuden tila: käyttöoikeus on\n\n'
    expect(await read(finnish + LICENSED)).toMatchObject([
      rejected(1, 'not known in Finnish'),
      { type: 'observation', line: 6, observation: { status: 'licensed' } },
    ])
  })

  it.each([
    ['German', 'Lizenzstatus: Lizenziert'],
    ['Russian', 'Состояние лицензии: имеет лицензию'],
    ['Portuguese', 'Status da Licença: Licenciado'],
    ['Spanish', 'Estado de licencia: Con licencia'],
  ])('knows the status row of %s and finds name, key and minutes by their shape', async (_, status) => {
    const text =
      'Product: Windows(R), Enterprise edition\n' +
      'Beschreibung: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n' +
      `Teil: 2YT43\n${status}\nAblauf: 250031 Minuten (174 Tage)\n`
    expect(await observationsOf(slmgrReader, text)).toMatchObject([
      {
        product: { channel: 'KMS client', partialKey: '2YT43' },
        status: 'licensed',
        remainingMinutes: 250031,
      },
    ])
  })

  it('does not take minutes of an unknown language that the days beside them do not fit', async () => {
    const text = `Lizenzstatus: Lizenziert\nBeschreibung: Windows(R) Operating System, VOLUME_KMSCLIENT channel\nСрок: 174 дн. (250031 мин.)\n`
    const [observation] = await observationsOf(slmgrReader, text)
    expect(observation).not.toHaveProperty('remainingMinutes')
  })

  it('leaves products of unused license files out, in Spanish too', async () => {
    const text =
      'Nombre: Windows(R), Home edition\nEstado de la licencia: Sin licencia\n' +
      'Nombre: Windows(R), Pro edition\nClave de producto parcial: 2YT43\nEstado de la licencia: con licencia\n'
    expect(await read(text)).toMatchObject([
      { type: 'observation', observation: { product: { name: 'Windows(R), Pro edition' } } },
    ])
  })

  it('reports a trusted time whose day and month cannot be told apart, and keeps the observation', async () => {
    expect(await read(`${LICENSED}Trusted time: 2/11/2025 1:20:31 PM\n`)).toMatchObject([
      { type: 'observation', observation: { observedAt: '2026-01-01T00:00:00.000Z' } },
      {
        ...rejected(5, 'Trusted time 2/11/2025 1:20:31 PM: day and month cannot be told apart'),
        excerpt: 'Trusted time: 2/11/2025 1:20:31 PM',
      },
    ])
  })

  it('reads minutes and never days, and says when the minutes are gone', async () => {
    const records = await read(`${LICENSED}Volume activation expiration: @@@@ minute(s) (180 day(s))\n`)
    expect(records).toMatchObject([{ type: 'observation' }, rejected(5, 'minutes cannot be read')])
    expect(records[0]).not.toHaveProperty('observation.expiresAt')
  })

  it('takes an activation expiration alone for a licensed KMS client', async () => {
    const text =
      'Volume activation expiration: 259200 minute(s) (180 day(s))\n    Registered KMS machine name: kms.cloud.example:1688\n'
    expect(await observationsOf(slmgrReader, text)).toMatchObject([
      {
        product: { channel: 'KMS client' },
        status: 'licensed',
        remainingMinutes: 259200,
        kms: { host: 'kms.cloud.example', port: 1688, foundBy: 'registered' },
        activatedBy: 'kms',
      },
    ])
  })

  it.each([
    ['0xC004F00F.', '0xC004F00F'],
    ['0xC004F200 (non-genuine).', '0xC004F200'],
    ['0xC004F009 (grace time expired).', '0xC004F009'],
    ['0xc004f034', '0xC004F034'],
    ['0x4004F00C', '0x4004F00C'],
  ])('reads the reason %s', async (written, reason) => {
    const text = `${head()}License Status: Notification\nNotification Reason: ${written}\n`
    expect(await observationsOf(slmgrReader, text)).toMatchObject([{ status: 'notification', reason }])
  })

  it('keeps masked values absent', async () => {
    const text =
      'Name: Windows(R), ServerStandard edition\nDescription: Windows(R) Operating System, VOLUME_KMS_WS19 channel\n' +
      'Activation ID: XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX\nApplication ID: 59a52881-a989-479d-xxxx-xxxxxxxxxx\n' +
      'Extended PID: @@@@@-@@@@@-@@@-@@@@@@-@@\nInstallation ID: 1234XXXX\nPartial Product Key: XXXXX\n' +
      'License Status: Licensed\nKey Management Service is enabled on this computer\nCurrent count: 4294967295\n' +
      'Listening on Port: XXXX\n'
    expect(await observationsOf(slmgrReader, text)).toEqual([
      {
        kind: 'kmsHost',
        observedAt: '2026-01-01T00:00:00.000Z',
        host: { name: 'ws-given' },
        product: {
          name: 'Windows(R), ServerStandard edition',
          description: 'Windows(R) Operating System, VOLUME_KMS_WS19 channel',
          channel: 'KMS host',
        },
        status: 'licensed',
      },
    ])
  })

  const NOTIFIED = `${head()}Partial Product Key: 2YT43\nLicense Status: Notification\nNotification Reason: 0xC004F074.\n`
  const ACTIVATED =
    'Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...\nProduct activated successfully.\n'

  it('asks of whom one product in two states is, instead of making one machine of them', async () => {
    expect(await read(NOTIFIED + LICENSED)).toMatchObject([
      { ...rejected(1, 'several states'), asks: 'captures' },
      { ...rejected(6, 'several states'), asks: 'captures' },
    ])
    const severalMachines = { ...GIVEN, captures: 'severalMachines' as const }
    const refused = await recordsOf(slmgrReader, NOTIFIED + LICENSED, severalMachines)
    expect(refused.map((record) => 'asks' in record)).toEqual([false, false])
    expect(await read(LICENSED + LICENSED)).toMatchObject([{ type: 'observation' }, { type: 'observation' }])
  })

  it('takes two states for one machine where each has its name above, or an activation stands between', async () => {
    const twoMachines = `==> pc-17 <==\n${NOTIFIED}==> pc-18 <==\n${LICENSED}`
    expect(await observationsOf(slmgrReader, twoMachines)).toMatchObject([
      { client: { name: 'pc-17' } },
      { client: { name: 'pc-18' } },
    ])
    const activated = await observationsOf(slmgrReader, NOTIFIED + ACTIVATED + LICENSED)
    expect(activated).toMatchObject([{ status: 'notification' }, { status: 'licensed' }])
  })

  it('dates the second view of a product of one machine after the first', async () => {
    const records = await recordsOf(slmgrReader, NOTIFIED + LICENSED, { ...GIVEN, captures: 'oneMachine' })
    expect(records).toMatchObject([
      { observation: { observedAt: '2026-01-01T00:00:00.000Z', status: 'notification' } },
      { observation: { observedAt: '2026-01-01T00:00:00.001Z', status: 'licensed' } },
    ])
  })

  it('takes a bare activation success for licensed unless a status of the product follows', async () => {
    expect(await observationsOf(slmgrReader, ACTIVATED)).toMatchObject([
      { status: 'licensed', product: { activationId: '73111121-5638-40f6-bc11-f1d7b0d64300' } },
    ])
    const shown = `${ACTIVATED}${head()}License Status: Initial grace period\n`
    expect(await observationsOf(slmgrReader, shown)).toMatchObject([{ status: 'initialGrace' }])
  })

  it('completes an expiry sentence with what the text already told of the product', async () => {
    const text = `${LICENSED}\nWindows(R), Enterprise edition:\n    Volume activation will expire 30.11.2026 07:36:14\n`
    expect(await observationsOf(slmgrReader, text)).toMatchObject([
      { product: { partialKey: '2YT43' } },
      { product: { partialKey: '2YT43' }, expiresAt: '2026-11-30T07:36:14.000Z' },
    ])
  })

  it('rejects an expiry sentence in an unknown language', async () => {
    const text = 'Windows(R), Enterprise edition:\n    Tietokone on aktivoitu pysyvästi.\n'
    expect(await read(text)).toMatchObject([rejected(2, 'unknown language')])
  })

  it('goes past comments between and behind rows', async () => {
    const text =
      `Hello, this is what my machine says, I hope that it helps you to see what is wrong:\n${LICENSED}` +
      'Configured Activation Type: All\nand after that nothing more came, please call me back: 555 0100\n'
    expect(await read(text)).toMatchObject([{ type: 'observation', observation: { status: 'licensed' } }])
  })
})
