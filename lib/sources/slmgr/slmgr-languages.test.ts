import { describe, expect, it } from 'vitest'
import { statusByStem } from '../labels/slmgr-status-stems'
import { recordsOf } from '../transcript/collect-records.testing'
import { slmgrReader } from './slmgr-reader'

const CMID = '7d3f0b1a-55aa-4c1e-9a40-0c5d3e8b7a11'
const PRODUCT = `X: Windows(R), Enterprise edition
Y: Windows(R) Operating System, VOLUME_KMSCLIENT channel
`

const read = (rows: string) => recordsOf(slmgrReader, PRODUCT + rows)

describe('output of slmgr.vbs whose labels no table has', () => {
  it.each([
    ['German', 'Lizenzstatus: Lizenziert', 'Registrierter KMS-Computername'],
    ['French', 'État de la licence : Avec licence', 'Nom de l’ordinateur KMS inscrit'],
    ['Italian', 'Stato della licenza: Concesso in licenza', 'Nome computer KMS registrato'],
    ['Polish', 'Stan licencji: Licencjonowany', 'Zarejestrowana nazwa komputera usługi KMS'],
    ['Czech', 'Stav licence: Licencováno', 'Registrovaný název počítače KMS'],
    ['Turkish', 'Lisans Durumu: Lisanslı', 'Kayıtlı KMS makine adı'],
    ['Swedish', 'Licensstatus: Licensierad', 'Registrerat KMS-datornamn'],
    ['Japanese', 'ライセンスの状態：ライセンス済み', '登録済みの KMS コンピューター名'],
    ['Korean', '라이선스 상태: 사용 허가됨', '등록된 KMS 컴퓨터 이름'],
    ['Chinese', '授權狀態: 已授權', '已登錄的 KMS 電腦名稱'],
  ])('tells host, CMID, code and counts by their values: %s', async (_, status, label) => {
    const records = await read(`Z: 2YT43
${status}
W: 230400 u (160 d)
Q (CMID): ${CMID}
${label}: kms7.lab.example:1688
R KMS S: 10.9.8.7
T KMS PID: 05426-00206-491-000000-03-1031-14393.0000-0512026
U Windows V: 998
U SKU V: 997
`)
    expect(records).toMatchObject([
      {
        observation: {
          client: { cmid: CMID },
          status: 'licensed',
          remainingMinutes: 230_400,
          product: { partialKey: '2YT43' },
          kms: { host: 'kms7.lab.example', port: 1688, foundBy: 'registered', hostAddress: '10.9.8.7' },
          rearms: { windows: 998, sku: 997 },
        },
      },
    ])
  })

  it('takes a code for the reason beside a notification alone', async () => {
    expect(await read('Lizenzstatus: Benachrichtigung\nUrsache: 0xC004F056.\n')).toMatchObject([
      { observation: { status: 'notification', reason: '0xC004F056' } },
    ])
    const [licensed] = await read('Lizenzstatus: Lizenziert\nUrsache: 0xC004F056.\n')
    expect(licensed).not.toHaveProperty('observation.reason')
  })

  it('dates by the time of the machine, and takes none for it beside an evaluation', async () => {
    const time = 'Z: 20.11.2025 09:15:02\n'
    expect(await read(`Lizenzstatus: Lizenziert\n${time}`)).toMatchObject([
      { observation: { observedAt: '2025-11-20T09:15:02.000Z' } },
    ])
    const evaluation =
      'X: Windows(R), ServerStandardEval edition\nY: Windows(R) Operating System, TIMEBASED_EVAL channel\n'
    const end = await recordsOf(slmgrReader, `${evaluation}Lizenzstatus: Lizenziert\n${time}`)
    expect(end).toMatchObject([{ observation: { expiresAt: '2025-11-20T09:15:02.000Z' } }])
  })

  it.each([
    ['Hungarian', 'Licenc állapota: Licencelt\n'],
    ['Danish', 'Licenstilstand: Licenseret\n'],
    ['Ukrainian', 'Стан ліцензії: Має ліцензію\n'],
    ['Greek', 'Κατάσταση άδειας: Με άδεια\n'],
    ['Thai', 'สถานะสิทธิ์: มีสิทธิ์\n'],
  ])('names %s where it cannot read it, with the way out', async (language, row) => {
    expect(await read(row)).toMatchObject([
      { type: 'rejected', reason: expect.stringMatching(new RegExp(`${language}.*another folder`)) },
    ])
  })
})

describe('sentences of /xpr and /ato in other languages', () => {
  it.each([
    ['de', 'Die Volumenaktivierung läuft am 20.02.2026 10:11:12 ab', 'licensed', '2026-02-20T10:11:12.000Z'],
    [
      'ja',
      'ボリューム ライセンス認証は 2026/02/20 10:11:12 に期限切れになります',
      'licensed',
      '2026-02-20T10:11:12.000Z',
    ],
    [
      'pl',
      'Początkowy okres prolongaty kończy się 20.01.2026 10:11:12',
      'initialGrace',
      '2026-01-20T10:11:12.000Z',
    ],
    ['fr', 'Windows est en mode de notification', 'notification', undefined],
    ['nl', 'De computer is blijvend geactiveerd.', 'licensed', undefined],
  ])('are read by their stems below a product: %s', async (_, sentence, status, expiresAt) => {
    const records = await recordsOf(slmgrReader, `Windows(R), Enterprise edition:\n    ${sentence}\n`)
    expect(records).toMatchObject([{ observation: { status, ...(expiresAt && { expiresAt }) } }])
    expect(await recordsOf(slmgrReader, `${sentence}\n`)).toMatchObject([{ type: 'rejected' }])
  })

  it.each([
    'Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) wird aktiviert ...\nDas Produkt ist erfolgreich aktiviert.',
    'Activation de Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...\nProduit activé avec succès.',
  ])('tell an activation that worked, and nothing of one that did not: %s', async (text) => {
    const [first = ''] = text.split('\n')
    expect(await recordsOf(slmgrReader, text)).toMatchObject([
      {
        observation: {
          status: 'licensed',
          product: { activationId: '73111121-5638-40f6-bc11-f1d7b0d64300' },
        },
      },
    ])
    expect(await recordsOf(slmgrReader, `${first}\n0xC004F074\n`)).toMatchObject([{ type: 'rejected' }])
  })
})

describe('a status by the stem of its word', () => {
  it.each([
    ['Ursprünglicher Karenzzeitraum', 'initialGrace'],
    ['Période de grâce prolongée', 'extendedGrace'],
    ['Período de gracia de copia no original', 'nonGenuineGrace'],
    ['Periodo di tolleranza supplementare', 'outOfToleranceGrace'],
    ['Modo de notificação', 'notification'],
    ['Niet gelicentieerd', 'unlicensed'],
    ['Nie ma licencji', 'unlicensed'],
    ['Первоначальный льготный период', 'initialGrace'],
    ['ライセンスされていません', 'unlicensed'],
    ['사용 허가되지 않음', 'unlicensed'],
    ['已取得授權', 'licensed'],
  ])('%s is %s', (word, status) => {
    expect(statusByStem(word)).toBe(status)
  })

  it('is nothing for other words', () => {
    for (const word of ['', 'Licen', 'Aktiv', 'grace', 'OK', '???'])
      expect(statusByStem(word)).toBeUndefined()
  })
})
