import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { packagesOf } from './about-page'

it('names what runs with the console, with its licence, and nothing that only tests need', () => {
  const packages = packagesOf(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  expect(packages.find(({ name }) => name === 'next')).toMatchObject({ license: 'MIT' })
  expect(packages.find(({ name }) => name === 'vitest')).toBeUndefined()
  expect(packages.filter(({ license }) => license === 'not stated').map(({ name }) => name)).toEqual([
    'png-js',
    'seq-queue',
  ])
})
