import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ALERT_KINDS, limitsOf, withLimits } from '@/lib/activation/alert/alert-table'
import { SEVERITY_WORDS } from '@/lib/activation/alert/alert-words'
import { CAUSES } from '@/lib/activation/alert/cause-table'

const text = readFileSync(join(import.meta.dirname, '../docs/alerts.md'), 'utf8')
const rows = text.split('\n').map((line) => line.replace(/ +/g, ' '))

it('has every kind of alert in its table, as the rules have it', () => {
  const expected = ALERT_KINDS.map((kind) => {
    const say = (words: string) => withLimits(words, limitsOf(kind))
    const severities = kind.severities.map((severity) => SEVERITY_WORDS[severity].toLowerCase())
    return `| ${[kind.rule, kind.title, say(kind.opens), say(kind.clears), severities.join(', ')].join(' | ')} |`
  })
  expect(rows.filter((row) => /^\| A\d+ \|/.test(row))).toEqual(expected)
})

it('says what silences what', () => {
  const said = rows.flatMap((row) => {
    const [cause, ...silences] = /^\| A\d+, /.test(row) ? (row.match(/\bA\d+\b/g) ?? []) : []
    return cause ? [{ cause, silences: silences.toSorted() }] : []
  })
  expect(said).toEqual(CAUSES.map(({ cause, silences }) => ({ cause, silences: silences.toSorted() })))
})
