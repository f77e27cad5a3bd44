import { expect, it } from 'vitest'
import { detectFormat } from './detect'

const LICENSE = `Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Partial Product Key: 2YT43
License Status: Licensed
`

it.each(['\n', '\r\n', ' ', '\t\n', '\u00a0\n'])('gives up on 60,000 times %j within a moment', (gap) => {
  const started = performance.now()
  expect(detectFormat(gap.repeat(60_000))).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(1_500)
})

it('knows a text behind many empty lines', () => {
  expect(detectFormat(`${'\r\n'.repeat(5_000)}${LICENSE}`)?.reader.format).toBe('slmgr-text')
})
