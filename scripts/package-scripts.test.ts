import { expect, it } from 'vitest'
import packageJson from '../package.json'

/** Programs that lie in node_modules/.bin, which npm puts first on the path of every system. */
const PROGRAMS = /^(node|vitest|biome|next|playwright) /

/** Words that cmd.exe reads as they stand: no variables, quotes, wildcards, pipes, redirections or further commands. */
const PLAIN = /^[\w@./:=-]+( [\w@./:=-]+)*$/

it.each(Object.entries(packageJson.scripts))('npm run %s needs no Unix shell', (_, command) => {
  expect(command).toMatch(PROGRAMS)
  expect(command).toMatch(PLAIN)
  expect(command).not.toMatch(/^\w+=|\.bin\//)
})
