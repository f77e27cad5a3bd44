import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  eventXml,
  inBrief,
  readAll,
  requestEvent,
  requestPayload,
  sampleRequest,
} from './event-fixtures.testing'
import { kmsEventTextReader } from './text-reader'

const read = (text: string, lengths?: readonly number[]) => readAll(kmsEventTextReader, text, { lengths })

const request = sampleRequest(5)
const copied = (id: number, description: string, date = '12/05/2025 08:01:47') =>
  [
    'Log Name:      Key Management Service  ',
    'Source:        Microsoft-Windows-Security-SPP  ',
    `Date:          ${date}  `,
    `Event ID:      ${id}  `,
    'Task Category: None  ',
    'Level:         Information  ',
    'Keywords:      Classic  ',
    'User:          N/A  ',
    'Computer:      KEYS01.branch.example  ',
    '',
    'Description:  ',
    description,
  ].join('\n')
const description = `An activation request has been processed.  \nInfo:  \n${requestPayload(request)}  `

describe('events copied from the viewer', () => {
  test('several events in one text are told apart, blanks at line ends and blank lines do no harm', async () => {
    const text = `--- host\n${copied(12290, description)}\n--- again\n\n${copied(12290, description)}`
    const records = await read(text)
    expect(inBrief(records)).toEqual(['2 kmsRequest', '18 kmsRequest'])
    expect(records[1]).toMatchObject({
      observation: {
        at: request.at,
        host: { name: 'keys01.branch.example' },
        activationId: request.activationId,
      },
    })
  })

  test('the XML below a message is preferred, because its time is UTC', async () => {
    const xml = eventXml(requestEvent(request)).replaceAll('><', '>\n  <')
    const text = `${copied(12290, description, '')}\nEvent Xml:\n${xml}\n\n${copied(12290, description)}`
    const records = await read(text)
    expect(records).toMatchObject([{ observation: { at: request.at } }, { observation: { at: request.at } }])
  })

  test('German labels are read', async () => {
    const text = `Protokollname: Key Management Service\nQuelle:        Microsoft-Windows-Security-SPP\nDatum:         12.05.2025 08:01:47\nEreignis-ID:   12290\nEbene:         Informationen\nComputer:      KEYS01.branch.example\nBeschreibung:\nText\nInfo:\n${requestPayload(request)}`
    expect(await read(text)).toMatchObject([{ observation: { at: request.at } }])
  })

  test('shortened copies with source and id alone, or a headline alone, are read', async () => {
    const dns =
      'Source:        Security-SPP\nEvent ID:      12293\nPublishing the Key Managment Service (KMS) to DNS in the `branch.example` domain failed.\nInfo:  0x80072338\n'
    const adba =
      'Client log: Event ID 12308\n\nActive Directory Activation has succeeded.\n\nSku Id = XXXXXXXXXX\n\nAO name = Branch object\n\nAO DN = XXXXX,CN=Activation Objects,DC=branch'
    const records = await read(`${dns}\n${dns}\n${adba}`)
    expect(records.slice(1)).toMatchObject([
      { line: 1, observation: { kind: 'dnsPublishFailure', zone: 'branch.example', hresult: '0x80072338' } },
      { line: 6, observation: { kind: 'dnsPublishFailure' } },
      { line: 11, observation: { kind: 'directoryActivation', activationObjectName: 'Branch object' } },
    ])
    expect(JSON.stringify(records)).not.toMatch(/activationObjectDn|activationId/)
  })

  test('a placeholder costs a host its request, a client only the name it asked', async () => {
    const cmid = '5d0c1f3a-77aa-4e0e-9bb0-0f2e4d6c8a11'
    const host = `Info:\n0x0,5,<KMS Client name>,${cmid},2025/5/12 6:01,0,2,41520,${request.activationId}`
    const client = `Info:\n0x0, 0x0, <KMS Host FQDN>:1688, ${cmid}, 2025/05/12 06:01, 0, 2, 41760, ${request.activationId}, 5`
    const records = await read(`${copied(12288, client)}\n${copied(12290, host)}`)
    expect(inBrief(records)).toEqual([
      '1 kmsClientExchange',
      '14 rejected: Event 12290: field 3, client name, is a placeholder.',
    ])
    expect(records[0]).toMatchObject({ observation: { at: request.at, host: { port: 1688 } } })
  })

  test('noise and damage are said, the rest is kept', async () => {
    expect(inBrief(await read(copied(8198, 'hr=0xC004F074')))).toHaveLength(1)
    const text = `${copied(12290, 'nothing')}\n${copied(12290, description)}`
    expect(inBrief(await read(text))).toEqual([
      '1 rejected: Event 12290: it carries no data.',
      '13 kmsRequest',
    ])
    expect(inBrief(await read(''))).toEqual(['1 rejected: The text has no event.'])
    expect(await read('x'.repeat(10_000_000), [70_000])).toHaveLength(1)
    expect(await read('Source: x\n'.repeat(1_000_000), [70_000])).toHaveLength(1)
  })
})

test('the same text cut into any pieces gives the same records', async () => {
  const xml = eventXml(requestEvent(request))
  const text = `${copied(12290, description)}\r\nEvent Xml:\r\n${xml}\r\n${copied(12293, 'in the x domain 0x80072338')}`
  const whole = await read(text)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), async (lengths) => {
      expect(await read(text, lengths)).toEqual(whole)
    }),
    { numRuns: 40 },
  )
})

test('copied events are told from other text', () => {
  expect(kmsEventTextReader.detect(copied(12290, description))).toBeGreaterThan(0.9)
  expect(kmsEventTextReader.detect('Name: Windows(R), Enterprise edition')).toBe(0)
})

describe('events copied from Event Viewer in other languages', () => {
  const inLanguage = (
    log: string,
    source: string,
    date: string,
    id: string,
    computer: string,
    message: string,
  ) =>
    [
      `${log}Key Management Service`,
      `${source}Microsoft-Windows-Security-SPP`,
      `${date}12.05.2025 08:01:47`,
      `${id}12290`,
      `${computer}KEYS01.branch.example`,
      message,
      requestPayload(request),
    ].join('\r\n')

  test.each([
    [
      'de',
      'Protokollname: ',
      'Quelle:        ',
      'Datum:         ',
      'Ereignis-ID:   ',
      'Computer:      ',
      'Beschreibung:',
    ],
    [
      'fr',
      'Nom du journal :',
      'Source :      ',
      'Date :        ',
      'ID de l’événement : ',
      'Ordinateur :    ',
      'Description :',
    ],
    [
      'es',
      'Nombre de registro:',
      'Origen:        ',
      'Fecha:         ',
      'ID. de evento:   ',
      'Equipo:        ',
      'Descripción:',
    ],
    [
      'it',
      'Nome registro: ',
      'Origine:       ',
      'Data:          ',
      'ID evento:     ',
      'Computer:      ',
      'Descrizione:',
    ],
    [
      'pt',
      'Nome do log:   ',
      'Fonte:         ',
      'Data:          ',
      'ID do evento:  ',
      'Computador:    ',
      'Descrição:',
    ],
    [
      'nl',
      'Logboeknaam:   ',
      'Bron:          ',
      'Datum:         ',
      'Gebeurtenis-id:',
      'Computer:      ',
      'Beschrijving:',
    ],
    [
      'pl',
      'Nazwa dziennika:',
      'Źródło:        ',
      'Data:          ',
      'Identyfikator zdarzenia:',
      'Komputer:',
      'Opis:',
    ],
    [
      'cs',
      'Název protokolu:',
      'Zdroj:         ',
      'Datum:         ',
      'ID události:   ',
      'Počítač:       ',
      'Popis:',
    ],
    [
      'tr',
      'Günlük Adı:    ',
      'Kaynak:        ',
      'Tarih:         ',
      'Olay kimliği:  ',
      'Bilgisayar:    ',
      'Açıklama:',
    ],
    [
      'ru',
      'Имя журнала:   ',
      'Источник:      ',
      'Дата:          ',
      'Код события:   ',
      'Компьютер:     ',
      'Описание:',
    ],
    [
      'ja',
      'ログの名前:         ',
      'ソース:           ',
      '日付:            ',
      'イベント ID:       ',
      'コンピューター:       ',
      '説明:',
    ],
    [
      'ko',
      '로그 이름:         ',
      '원본:            ',
      '날짜:            ',
      '이벤트 ID:        ',
      '컴퓨터:           ',
      '설명:',
    ],
    [
      'zh',
      '日志名称:          ',
      '来源：            ',
      '日期：            ',
      '事件 ID：         ',
      '计算机：           ',
      '描述：',
    ],
  ])('are read in %s', async (_, ...labels) => {
    const [log = '', source = '', date = '', id = '', computer = '', message = ''] = labels
    const text = inLanguage(log, source, date, id, computer, message)
    expect(kmsEventTextReader.detect(text)).toBeGreaterThan(0.9)
    expect(await read(text)).toMatchObject([
      { observation: { kind: 'kmsRequest', host: { name: 'keys01.branch.example' } } },
    ])
  })
})
