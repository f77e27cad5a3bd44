import { describe, expect, it } from 'vitest'
import { machineNameOfFile } from './file-machine-name'

describe('a machine name made of a file name', () => {
  it.each([
    ['WS-0412.txt', 'ws-0412'],
    ['WS-0412.corp.example.txt', 'ws-0412.corp.example'],
    ['Lab PC 07 (dlv).txt', 'lab-pc-07-dlv'],
    ['C:\\transcripts\\OLD-0081.log', 'old-0081'],
    ['client-dlv-win81-oot-grace.txt', 'client-dlv-win81-oot-grace'],
    ['机器.txt', undefined],
    ['.txt', undefined],
  ])('%s gives %s', (fileName, name) => {
    expect(machineNameOfFile(fileName)).toBe(name)
  })
})
