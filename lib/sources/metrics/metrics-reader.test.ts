import { describe, expect, it } from 'vitest'
import { readSource } from '../read-source'
import type { SourceRecord } from '../reader'

async function read(
  text: string,
  pieceLength = 37,
): Promise<{ format: string | undefined; records: SourceRecord[] }> {
  async function* bytes() {
    const whole = Buffer.from(text)
    for (let at = 0; at < whole.length; at += pieceLength) yield whole.subarray(at, at + pieceLength)
  }
  const { format, records } = await readSource(bytes(), { observedAt: '2026-11-29T10:00:00.000Z' })
  const found: SourceRecord[] = []
  for await (const record of records) found.push(record)
  // Licenses come when all is read, so that a number further down can still join them.
  return { format, records: found.toSorted((one, other) => one.line - other.line) }
}

const license = (line: number, status: string, more: object = {}) => ({
  type: 'observation',
  line,
  observation: { kind: 'license', status, ...more },
})
const rejected = (line: number, words: string) => ({
  type: 'rejected',
  line,
  reason: expect.stringContaining(words),
})

const NUMBERS =
  '0=Unlicensed, 1=Licensed, 2=OOBGrace, 3=OOTGrace, 4=NonGenuineGrace, 5=Notification, 6=ExtendedGrace'
const PRODUCT =
  'name="Windows(R), ServerDatacenter edition",description="Windows(R) Operating System, VOLUME_KMSCLIENT channel"'

describe('metrics in the text format of Prometheus', () => {
  it('are read by the names of their fields, and the numbers of one license put together', async () => {
    const { format, records } = await read(`# HELP node_cpu_seconds_total Seconds
node_cpu_seconds_total{cpu="0"} 12.5
# HELP windows_license_status State of the product (${NUMBERS})
# TYPE windows_license_status gauge
windows_license_status{host="srv-41",${PRODUCT},partial_product_key="2YT43"} 1
windows_license_status{host="srv-42",${PRODUCT},partial_product_key="2YT43"} 5 1764400000000
windows_license_status{host="srv-43",${PRODUCT},partial_product_key="2YT43"} 0
windows_license_grace_remaining_minutes{host="srv-41",${PRODUCT},partial_product_key="2YT43"} 249000
windows_license_rearm_count{host="srv-41"} 1001
windows_license_status_reason{host="srv-42"} 3221549172
`)
    expect(format).toBe('metrics')
    expect(records).toMatchObject([
      license(5, 'licensed', {
        client: { name: 'srv-41' },
        product: { name: 'Windows(R), ServerDatacenter edition', channel: 'KMS client', partialKey: '2YT43' },
        remainingMinutes: 249000,
        rearms: { windows: 1001 },
      }),
      license(6, 'notification', { client: { name: 'srv-42' }, reason: '0xC004F074' }),
      license(7, 'unlicensed', { client: { name: 'srv-43' } }),
    ])
  })

  it('are of the target that was scraped, where no label names a machine', async () => {
    const { records } =
      await read(`win_license_status{instance="srv-44.corp.example:9182",product="Windows Server 2022 Standard"} 5
win_license_grace_period_remaining_seconds{instance="srv-44.corp.example:9182",product="Windows Server 2022 Standard"} 0
win_license_status{instance="localhost:9182",product="Office LTSC 2021"} 2
win_license_grace_period_remaining_seconds{instance="localhost:9182",product="Office LTSC 2021"} 1.2e+06
`)
    expect(records).toMatchObject([
      license(1, 'notification', { client: { name: 'srv-44.corp.example' } }),
      license(3, 'initialGrace', { client: {}, remainingMinutes: 20000 }),
    ])
  })

  it('say a state by the label whose value is 1', async () => {
    const { records } = await read(`# TYPE license_status stateset
license_status{host="srv-45",product="Windows Server 2022",status="Licensed"} 0
license_status{host="srv-45",product="Windows Server 2022",status="Notification"} 1
license_status{host="srv-46",product="Windows Server 2022",status="Licensed"} 0
windows_license_info{host="srv-47",product="Windows Server 2022",channel="Volume:GVLK",license_status="OOBGrace"} 1
`)
    expect(records).toMatchObject([
      license(2, 'notification', { client: { name: 'srv-45' } }),
      rejected(4, 'none of the states of this metric has the value 1'),
      license(5, 'initialGrace', { product: { channel: 'KMS client' } }),
    ])
  })

  it('say no more than yes and no where the numbers are not explained', async () => {
    const { records } = await read(`# HELP windows_activation_status 1 for activated, 0 for not activated
windows_activation_status{hostname="srv-48"} 1
windows_activation_status{hostname="srv-49"} 0
`)
    expect(records).toMatchObject([
      license(2, 'licensed', { client: { name: 'srv-48' } }),
      rejected(3, 'it says "not licensed" and not which state that is'),
    ])
  })

  it('are read from an answer of the HTTP API too, of a range the last value', async () => {
    const metric = (instance: string) => ({
      __name__: 'windows_license_status',
      instance,
      product: 'Windows Server 2022',
    })
    const result = [
      { metric: metric('srv-51:9182'), value: [1764400000, '1'] },
      {
        metric: metric('srv-52:9182'),
        values: [
          [1764300000, '1'],
          [1764400000, '5'],
        ],
      },
    ]
    const answer = { status: 'success', data: { resultType: 'vector', result } }
    const { format, records } = await read(JSON.stringify(answer, undefined, 1))
    expect(format).toBe('metrics')
    expect(records).toMatchObject([
      license(7, 'licensed', { client: { name: 'srv-51' } }),
      license(18, 'notification', { client: { name: 'srv-52' } }),
    ])
  })

  it.each(['LicenseStatus:\t1\nName:\tWindows(R), Enterprise edition\n', 'LicenseStatus 1\n'])(
    'are not taken for rows of other tools: %j',
    async (text) => {
      expect((await read(text)).format).not.toBe('metrics')
    },
  )

  it('are no license status where they say whether Windows is genuine, or how a check ended', async () => {
    const genuine = ['genuine', 'invalid_license', 'last', 'offline', 'tampered']
      .map((state, index) => `windows_license_status{state="${state}"} ${index === 0 ? 1 : 0}\n`)
      .join('')
    expect((await read(genuine)).records).toMatchObject([rejected(1, 'whether Windows is genuine')])
    const check = `# HELP windows_license_status 0=OK, 1=WARNING, 2=CRITICAL\nwindows_license_status{host="srv-50"} 2\n`
    expect((await read(check)).records).toMatchObject([rejected(2, 'the result of a check')])
    expect((await read('windows_license_status{host="srv-50"} 17\n')).records).toMatchObject([
      rejected(1, 'from 0 to 6'),
    ])
  })
})

const channel = (name: string, value: string, unit = '') =>
  `  <result>\n    <channel>${name}</channel>\n    <value>${value}</value>${unit}\n  </result>\n`

describe('what a sensor of PRTG answers', () => {
  it.each([
    [
      'XML',
      `<?xml version="1.0" encoding="UTF-8" ?>\n<prtg>\n${channel('License Status', '5')}${channel('Grace Period Remaining', '0')}${channel('Rearm Count', '1001')}  <text>srv-31: Windows(R), ServerStandard edition Notification</text>\n</prtg>\n`,
      3,
    ],
    [
      'JSON',
      JSON.stringify(
        {
          prtg: {
            result: [
              { channel: 'License Status', value: 5 },
              { channel: 'Rearm Count', value: '1001' },
            ],
            text: 'srv-31: Windows(R), ServerStandard edition Notification',
          },
        },
        undefined,
        2,
      ),
      5,
    ],
  ])('is read from its %s', async (_, text, line) => {
    const { format, records } = await read(text)
    expect(format).toBe('metrics')
    expect(records).toMatchObject([
      license(line, 'notification', {
        client: { name: 'srv-31' },
        product: { name: 'Windows(R), ServerStandard edition' },
        rearms: { windows: 1001 },
      }),
    ])
  })

  it('keeps days and minutes apart by the unit of a channel', async () => {
    const days = '<unit>Custom</unit><customunit>days</customunit>'
    const { records } = await read(
      `<prtg>${channel('License Status', '1')}${channel('Grace Period Remaining', '170', days)}<text>Windows Server 2022</text></prtg>`,
    )
    expect(records).toMatchObject([license(1, 'licensed', { remainingMinutes: 170 * 1440 })])
  })

  it('may hold several machines, told apart by their channels', async () => {
    const { records } = await read(
      `<prtg>\n${channel('srv-31 License Status', '1')}${channel('srv-32 License Status', '5')}</prtg>`,
    )
    expect(records).toMatchObject([
      license(2, 'licensed', { client: { name: 'srv-31' } }),
      license(6, 'notification', { client: { name: 'srv-32' } }),
    ])
  })

  it('is no license data without a channel for a license', async () => {
    expect((await read(`<prtg>${channel('Ping', '12')}</prtg>`)).format).toBeUndefined()
  })
})
