import { describe, expect, it } from 'vitest'
import { machineNameOfFile, suggestedHostName } from './suggested-host-name'

describe('a file name', () => {
  it.each([
    ['WS-0412.txt', 'ws-0412'],
    ['ws-0412.corp.example.txt', 'ws-0412.corp.example'],
    ['C:\\collect\\PC17.log', 'pc17'],
    ['kms-events-ws7.txt', 'kms-events-ws7'],
  ])('%s suggests the machine %s', (fileName, expected) => {
    expect(suggestedHostName(fileName)).toBe(expected)
  })

  it.each([
    ['slmgr.txt'],
    ['slmgr-output.txt'],
    ['dlv-2.txt'],
    ['output of the lab machines.txt'],
    ['client-dli-win10-oemdm.txt'],
    ['2026-11-22.txt'],
    ['New Text Document.txt'],
    ['ws-0412'],
    ['ws-.txt'],
    ['.txt'],
    [''],
  ])('%s suggests none', (fileName) => {
    expect(suggestedHostName(fileName)).toBeUndefined()
  })
})

describe('a machine name made of a file name', () => {
  it.each([
    ['WS-0412.txt', 'ws-0412'],
    ['WS-0412.corp.example.txt', 'ws-0412.corp.example'],
    ['Lab PC 07 (dlv).txt', 'lab-pc-07-dlv'],
    ['C:\\transcripts\\OLD-0081.log', 'old-0081'],
    ['client-dlv-win81-oot-grace.txt', 'client-dlv-win81-oot-grace'],
    ['Lab PC 07 (dlv).v2.txt', 'lab-pc-07-dlv.v2'],
    ['机器.txt', undefined],
    ['.txt', undefined],
  ])('%s gives %s', (fileName, name) => {
    expect(machineNameOfFile(fileName)).toBe(name)
  })
})
