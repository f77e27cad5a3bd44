import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mappedStack } from './mapped-stack'

let folder: string
const chunk = (name: string) => join(folder, '.next/server/chunks', name)

// The third line of the source, from its fifth column, is all that the chunk holds from column 10 on.
const MAP = { version: 3, sources: ['../../../../app/%28console%29/page.tsx'], names: [], mappings: 'UAEI' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console build '))
  await mkdir(chunk(''), { recursive: true })
  await writeFile(chunk('whole.js.map'), JSON.stringify(MAP))
  const sections = [{ offset: { line: 4, column: 0 }, map: MAP }]
  await writeFile(chunk('parts.js.map'), JSON.stringify({ version: 3, sources: [], sections }))
  await writeFile(chunk('broken.js.map'), '{')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

it('says where in our sources an error of a built page came from', () => {
  const stack = `Error: no\n    at a (${chunk('whole.js')}:1:12)\n    at async ${chunk('parts.js')}:5:11`
  expect(mappedStack(stack)).toBe(
    'Error: no\n    at a (app/(console)/page.tsx:3:5)\n    at async app/(console)/page.tsx:3:5',
  )
})

it('leaves a place as it is where no map can be read, and all that is no chunk', () => {
  const stack = [
    'Error: no',
    `    at a (${chunk('broken.js')}:1:12)`,
    `    at b (${chunk('absent.js')}:1:12)`,
    '    at c (node:internal/process/task_queues:104:5)',
    '    at d (/srv/console/node_modules/pg-pool/index.js:45:11)',
  ].join('\n')
  expect(mappedStack(stack)).toBe(stack)
})
