import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kmsEventCsvReader } from './csv-reader'
import { inBrief, readAll, requestPayload, sampleRequest } from './event-fixtures.testing'

const read = (text: string, lengths?: readonly number[]) => readAll(kmsEventCsvReader, text, { lengths })

const VIEWER_HEADER = 'Level,Date and Time,Source,Event ID,Task Category'
const MESSAGE = 'An activation request has been processed.'

/** A row as Event Viewer saves it. The default clock is two hours ahead of UTC and writes the day first. */
function viewerRow(number: number, time = localTime(number), id = 12290): string {
  const payload = requestPayload(sampleRequest(number))
  return `Information,${time},Microsoft-Windows-Security-SPP,${id},None,"${MESSAGE}\nInfo:\n${payload}"`
}

/** The event's time in a zone two hours ahead: '12/05/2025 08:00:07'. */
function localTime(number: number, offsetMinutes = 120): string {
  const time = new Date(Date.parse(sampleRequest(number).at) + offsetMinutes * 60_000).toISOString()
  return `${time.slice(8, 10)}/${time.slice(5, 7)}/${time.slice(0, 4)} ${time.slice(11, 19)}`
}

const timesOf = (records: Awaited<ReturnType<typeof read>>) =>
  records.flatMap((record) =>
    record.type === 'observation' && 'at' in record.observation ? [record.observation.at] : [],
  )

describe('columns', () => {
  test("Event Viewer's rows give requests at their lines, in true UTC with seconds", async () => {
    const records = await read([VIEWER_HEADER, viewerRow(1), viewerRow(2)].join('\r\n'))
    expect(inBrief(records)).toEqual(['2 kmsRequest', '5 kmsRequest'])
    expect(timesOf(records)).toEqual([sampleRequest(1).at, sampleRequest(2).at])
  })

  test.each([
    'Ebene,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie',
    "Niveau,Date et heure,Source,ID de l'événement,Catégorie de la tâche",
    'Nivel,Fecha y hora,Origen,Id. del evento,Categoría de la tarea',
    'Livello,Data e ora,Origine,ID evento,Categoria attività',
    'Nível,Data e Hora,Fonte,Identificação do Evento,Categoria da Tarefa',
    'Poziom,Data i godzina,Źródło,Identyfikator zdarzenia,Kategoria zadania',
    'Уровень,Дата и время,Источник,Код события,Категория задачи',
    'レベル,日付と時刻,ソース,イベント ID,タスクのカテゴリ',
    '级别,日期和时间,来源,事件 ID,任务类别',
  ])('are known in other languages: %s', async (header) => {
    expect(kmsEventCsvReader.detect([header, viewerRow(1)].join('\r\n'))).toBeGreaterThan(0.5)
    expect(timesOf(await read([header, viewerRow(1)].join('\r\n')))).toEqual([sampleRequest(1).at])
  })

  test('exported objects are read in any order of columns, with comma or semicolon', async () => {
    const payload = requestPayload(sampleRequest(1))
    const comma = `#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\n"Message","Id","ProviderName","MachineName","TimeCreated"\n"${MESSAGE}\nInfo:\n${payload}","12290","Microsoft-Windows-Security-SPP","KEYS01.branch.example","5/12/2025 8:00:27 AM"`
    const semicolon = `TimeCreated;MachineName;Id;Message\n"12.05.2025 08:00:27";KEYS01.branch.example;12290;"${MESSAGE}\nInfo:\n${payload}"`
    for (const text of [comma, semicolon]) {
      const records = await read(text)
      expect(records).toMatchObject([
        {
          observation: {
            kind: 'kmsRequest',
            at: sampleRequest(1).at,
            host: { name: 'keys01.branch.example' },
          },
        },
      ])
    }
  })

  test('a time with its zone needs no settling', async () => {
    const text = `Id,TimeCreated,Message\n12293,2025-05-12T08:00:07+02:00,"Publishing to DNS in the 'branch.example' domain failed. Info: 0x80072338"`
    expect(timesOf(await read(text))).toEqual(['2025-05-12T06:00:07.000Z'])
  })

  test('only the header of an event log is recognised', () => {
    expect(kmsEventCsvReader.detect(`${VIEWER_HEADER}\n`)).toBeGreaterThan(0.9)
    expect(kmsEventCsvReader.detect('Name,LicenseStatus\nx,1')).toBe(0)
  })
})

describe('damage', () => {
  test('ragged rows are rejected with their lines and the others are kept', async () => {
    const text = [
      VIEWER_HEADER,
      viewerRow(1),
      'Information,only,three',
      viewerRow(2),
      'x,y,z,none,None,"m"',
    ].join('\n')
    expect(inBrief(await read(text))).toEqual([
      '2 kmsRequest',
      '5 rejected: The row has 3 cells, 6 are expected.',
      '6 kmsRequest',
      '9 rejected: The row has no event id where the header has it.',
    ])
  })

  test('a quote that goes astray costs its own row only', async () => {
    const rows = [VIEWER_HEADER, viewerRow(1), viewerRow(2).replace(/"$/, ''), viewerRow(3), viewerRow(4)]
    expect(inBrief(await read(rows.join('\n')))).toEqual([
      '2 kmsRequest',
      '5 rejected: A quote in the row is never closed, or its cells do not fit the header.',
      '8 kmsRequest',
      '11 kmsRequest',
    ])
  })

  test('a row cut off at the end is rejected', async () => {
    const records = await read([VIEWER_HEADER, viewerRow(1), viewerRow(2).slice(0, 90)].join('\n'))
    expect(inBrief(records)).toEqual([
      '2 kmsRequest',
      '5 rejected: The row is cut off: its quote is never closed.',
    ])
  })

  test('formula cells are never taken for names', async () => {
    const row = viewerRow(1).replace(/PC-00001[^,]*/, '=cmd|calc')
    expect(inBrief(await read(`${VIEWER_HEADER}\n${row}`))).toEqual([
      '2 rejected: Event 12290: field 3, client name, cannot be read.',
    ])
  })

  test('an empty text, a header alone and foreign rows are said', async () => {
    expect(inBrief(await read(''))).toEqual(['1 rejected: The text has no event.'])
    expect(inBrief(await read(VIEWER_HEADER))).toEqual(['1 rejected: The text has no event.'])
    expect(inBrief(await read(`${VIEWER_HEADER}\n${viewerRow(1, localTime(1), 1003)}`))).toEqual([
      '1 rejected: The only event in the text is not 12288 to 12294 or 12308 of the licensing service.',
    ])
  })

  test('a line of ten megabytes and a million quotes are read through', async () => {
    const long = await read(`${VIEWER_HEADER}\n${'x'.repeat(10_000_000)}\n${viewerRow(1)}`, [70_000])
    expect(inBrief(long)).toEqual(['2 rejected: The line is too long.', '3 kmsRequest'])
    const quotes = await read(`${VIEWER_HEADER}\n${'"a\n'.repeat(100_001)}${viewerRow(1)}`, [70_000])
    expect(inBrief(quotes).at(-1)).toBe('100003 kmsRequest')
  })
})

test('the same text cut into any pieces gives the same records', async () => {
  const broken = viewerRow(3).replace(/"$/, '')
  const text = [VIEWER_HEADER, viewerRow(1), 'a,b', viewerRow(2), broken, viewerRow(4)].join('\r\n')
  const whole = await read(text)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), async (lengths) => {
      expect(await read(text, lengths)).toEqual(whole)
    }),
    { numRuns: 40 },
  )
})
