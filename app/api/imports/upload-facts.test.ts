import { expect, it } from 'vitest'
import { uploadFacts } from './upload-facts'

const facts = (headers: Record<string, string>) => uploadFacts(new Headers(headers))

it('reads names that no header could carry as they are', () => {
  const name = 'Prüfung „März“.txt'
  expect(facts({ 'x-file-name': encodeURIComponent(name) }).fileName).toBe(name)
})

it('masks a product key typed into the file name or the machine name', () => {
  const key = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789B'].join('-')
  const read = facts({ 'x-file-name': `key ${key}.txt`, 'x-host-name': key })
  expect(read.fileName).toBe('key XXXXX-XXXXX-XXXXX-XXXXX-6789B.txt')
  expect(read.hostName).not.toContain('bcdfg')
})

it('does without what is missing or damaged', () => {
  expect(facts({ 'x-file-name': '%E0%A4%A', 'x-observed-at': 'yesterday' })).toEqual({
    fileName: 'unnamed',
    origin: 'upload',
    hostName: undefined,
    observedAt: undefined,
  })
})
