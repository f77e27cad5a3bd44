import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COLLECTION_OUTCOMES } from '@/lib/activation/collection/outcome-table'
import {
  agentlessCommand,
  COLLECTOR_FILE,
  COLLECTOR_PATH,
  COLLECTOR_VERSION,
  detectionScript,
  downloadCommand,
  installCommand,
  remediationDetection,
  remediationScript,
  sendForwardedScript,
  shareScript,
  subscriptionXml,
  uninstallCommand,
} from '@/lib/activation/collection/roll-out-scripts'
import { LICENSE_STATUS_ORDER } from '@/lib/activation/license/license-status'
import { lintPowerShell } from './lint-powershell.testing'

const SCRIPT = readFileSync(join(import.meta.dirname, '../../public', COLLECTOR_PATH), 'utf8')
const SERVER = 'https://console.corp.example'

/** Reached with -CaFile, -Check or machines to read, which the script refuses in Constrained Language Mode. */
const FULL_LANGUAGE = new Set([
  'Open-Connection',
  'Test-Authority',
  'Send-Pinned',
  'Test-Console',
  'Get-Target',
  'Test-Port',
  'Connect-Machine',
  'Read-Fleet',
])

describe('the collector', () => {
  test('is PowerShell, free of pitfalls, and within Constrained Language Mode where it says so', async () => {
    const found = await lintPowerShell(SCRIPT, FULL_LANGUAGE)
    // Setting the TLS version is tried, and what happens without is said beside it.
    expect(found.map(({ what }) => what)).toEqual([
      '[Net.ServicePointManager] is refused in Constrained Language Mode',
      '[Net.ServicePointManager] is refused in Constrained Language Mode',
    ])
  })

  test('says the outcomes and states that the console knows', () => {
    const said = new Set([...SCRIPT.matchAll(/(?:return|outcome =) '([a-zA-Z]+)'/g)].map(([, word]) => word))
    const known = new Set<string>(COLLECTION_OUTCOMES)
    for (const word of known) expect(said, word).toContain(word)
    const states = /\$Statuses = @\(([^)]*)\)/.exec(SCRIPT)?.[1]?.match(/\w+/g)
    expect(new Set(states)).toEqual(new Set(LICENSE_STATUS_ORDER))
  })

  test('has the version that the roll-out looks for', () => {
    expect(SCRIPT).toContain(`$Version = '${COLLECTOR_VERSION}'`)
    expect(SCRIPT.includes(COLLECTOR_FILE)).toBe(true)
  })

  test('asks for no property that holds a full key, and never for all of them', () => {
    expect(SCRIPT).not.toMatch(/OA3xOriginalProductKey|DigitalProductId|SELECT \*/i)
  })

  test('is plain ASCII, which Windows PowerShell reads alike without a byte order mark', () => {
    expect([...SCRIPT].filter((letter) => letter.charCodeAt(0) > 126)).toEqual([])
  })
})

test.each([
  ['download', downloadCommand(SERVER)],
  ['install', installCommand(SERVER)],
  ['uninstall', uninstallCommand()],
  ['share', shareScript()],
  ['detection', detectionScript()],
  ['detection of the remediation', remediationDetection()],
  ['remediation', remediationScript(SERVER)],
  ['forwarding', sendForwardedScript(SERVER)],
  ['agentless', agentlessCommand()],
])('the %s script is PowerShell, free of pitfalls', async (_, script) => {
  expect(await lintPowerShell(script)).toEqual([])
})

test('the subscription names the registered hosts, escaped', () => {
  const xml = subscriptionXml(['kms01.corp.example', 'a<b&c'])
  expect(xml.match(/<Address>.*?<\/Address>/g)).toEqual([
    '<Address>kms01.corp.example</Address>',
    '<Address>a&lt;b&amp;c</Address>',
  ])
})

test.each([
  ['gci C:\\', 'gci is an alias'],
  ["Get-WmiObject -Class 'Win32_BIOS'", 'Get-WmiObject is not in PowerShell 7 and has no time-out'],
  ["Write-Host 'a'", 'Write-Host writes past the output'],
  ['Remove-Item $path', 'Remove-Item needs -LiteralPath'],
  ['New-Object -TypeName System.Net.WebClient', 'New-Object is refused in Constrained Language Mode'],
  ["[System.IO.File]::ReadAllText('a')", '[System.IO.File] is refused in Constrained Language Mode'],
  ["Get-Date && Write-Output 'b'", undefined],
  ['if ($a {', undefined],
])('the lint finds what is wrong with %s', async (script, what) => {
  const found = await lintPowerShell(`${script}\n`, new Set())
  expect(found.length).toBeGreaterThan(0)
  if (what !== undefined) expect(found.map((finding) => finding.what)).toContain(what)
})
