import { describe, expect, it } from 'vitest'
import { detectFormat } from '../detect'
import { recordsOf } from '../records-of.testing'
import { machineReader } from './machine-reader'

const IPCONFIG = `
Windows IP Configuration

   Host Name . . . . . . . . . . . . : QUAY-9
   Primary Dns Suffix  . . . . . . . : Harbour.example
   Node Type . . . . . . . . . . . . : Hybrid
   IP Routing Enabled. . . . . . . . : No
   DNS Suffix Search List. . . . . . : harbour.example
                                       yard.example

Ethernet adapter Ethernet 2:

   Connection-specific DNS Suffix  . :
   IPv4 Address. . . . . . . . . . . : 10.9.8.7(Preferred)
   DNS Servers . . . . . . . . . . . : 10.9.8.1
                                       10.9.8.2
`
const GERMAN = `
Windows-IP-Konfiguration

   Hostname  . . . . . . . . . . . . : KAI-3
   Primäres DNS-Suffix . . . . . . . : hafen.example
   DNS-Suffixsuchliste . . . . . . . : hafen.example
   DHCP-Server . . . . . . . . . . . : 10.9.8.1
`
const SYSTEMINFO = `
Host Name:                 QUAY-10
OS Name:                   Microsoft Windows Server 2022 Standard
OS Version:                10.0.20348 N/A Build 20348
Product ID:                00454-00000-00000-AA123
BIOS Version:              Some Maker 10.0.12345, 3/4/2024
Domain:                    harbour.example
Logon Server:              \\\\DC1
`
const read = async (text: string) =>
  (await recordsOf(machineReader, text)).map((record) =>
    record.type === 'machineReading' ? record.observation : record,
  )

describe('what Windows’ own tools tell of a machine', () => {
  it.each([
    ['ipconfig', IPCONFIG, { client: { name: 'quay-9' }, dnsSuffixes: ['harbour.example', 'yard.example'] }],
    ['ipconfig in German', GERMAN, { client: { name: 'kai-3' }, dnsSuffixes: ['hafen.example'] }],
    [
      'systeminfo',
      SYSTEMINFO,
      { client: { name: 'quay-10' }, dnsSuffixes: ['harbour.example'], build: 20348 },
    ],
    ['w32tm', 'Leap Indicator: 0\nStratum: 3\nPhase Offset: -412.5012345s\n', { clockOffsetSeconds: -412 }],
    ['a strip chart', 'Tracking dc1 [10.9.8.1:123].\n10:00:00, +00512.0123s\n', { clockOffsetSeconds: 512 }],
    [
      'DISM',
      'Image Version: 10.0.20348.524\nCurrent Edition : ServerStandardEval\n',
      { edition: 'ServerStandardEval' },
    ],
  ])('is read from %s, and nothing else of it', async (_, text, told) => {
    expect(detectFormat(text)?.reader).toBe(machineReader)
    const [reading, ...others] = await read(text)
    expect(others).toEqual([])
    expect(reading).toEqual({
      kind: 'machineReading',
      observedAt: expect.any(String),
      client: expect.any(Object),
      ...told,
    })
  })

  it('keeps two machines of one text apart', async () => {
    expect(
      await read(`${IPCONFIG}\n${IPCONFIG.replace('QUAY-9', 'QUAY-12').replace('yard', 'dock')}`),
    ).toMatchObject([
      { client: { name: 'quay-9' }, dnsSuffixes: ['harbour.example', 'yard.example'] },
      { client: { name: 'quay-12' }, dnsSuffixes: ['harbour.example', 'dock.example'] },
    ])
  })

  it('is of the machine whose prompt stands above it', async () => {
    const at = (name: string) => `[${name}]: PS C:\\> w32tm /query /status /verbose\n`
    const offset = (seconds: number) => `Stratum: 3\nPhase Offset: ${seconds}.5s\n`
    expect(await read(`${at('QUAY-1')}${offset(-412)}${at('QUAY-2')}${offset(3)}`)).toMatchObject([
      { client: { name: 'quay-1' }, clockOffsetSeconds: -412 },
      { client: { name: 'quay-2' }, clockOffsetSeconds: 3 },
    ])
    expect(
      await read(`[QUAY-1]: PS C:\\> hostname\nHost Name: QUAY-1\n${at('QUAY-2')}${offset(3)}`),
    ).toMatchObject([{ client: { name: 'quay-2' }, clockOffsetSeconds: 3 }])
    expect(await read(`${offset(-412)}${at('QUAY-2')}${offset(3)}`)).toMatchObject([
      { client: {}, clockOffsetSeconds: -412 },
      { client: { name: 'quay-2' }, clockOffsetSeconds: 3 },
    ])
  })

  it('is refused with the reason where it tells nothing that lasts', async () => {
    expect(await read('Windows IP Configuration\n\n   IPv4 Address. . . : 10.9.8.7\n')).toMatchObject([
      { type: 'rejected', reason: expect.stringMatching(/ipconfig.*nothing|ipconfig.*no DNS suffix/) },
    ])
  })
})
