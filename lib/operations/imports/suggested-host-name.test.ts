import { describe, expect, it } from 'vitest'
import { suggestedHostName } from './suggested-host-name'

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
