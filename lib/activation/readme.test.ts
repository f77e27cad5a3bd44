import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const FOLDER = import.meta.dirname
const README = readFileSync(join(FOLDER, 'README.md'), 'utf8')

test('every file and folder that the README names is there', () => {
  const named = [...README.matchAll(/`([a-z-]+\/(?:[a-z0-9-]+(?:\/|\.ts))?|[a-z-]+\.ts)`/g)].map(
    ([, path]) => path ?? '',
  )
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((path) => !existsSync(join(FOLDER, path)))).toEqual([])
})

test('every folder has its row in the map', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.filter(({ name }) => !README.includes(`| \`${name}/\``)).map(({ name }) => name)).toEqual([])
})
