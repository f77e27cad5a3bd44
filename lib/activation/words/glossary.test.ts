import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GLOSSARY, meaningOf } from './glossary'

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('the glossary of the README is the table, word for word', () => {
  const section = README.split('## Words')[1]?.split('\n## ')[0] ?? ''
  const rows = [...section.matchAll(/^\|\s*(.+?)\s*\|\s*(.+?)\s*\|$/gm)].map(([, word, meaning]) => [
    word,
    meaning,
  ])
  const printed = rows.filter(([word]) => word !== 'word' && !/^-+$/.test(word ?? ''))
  expect(printed).toEqual(GLOSSARY.map(({ word, meaning }) => [word, meaning]))
})

test('each word stands once, with a meaning and a source', () => {
  expect(new Set(GLOSSARY.map(({ word }) => word.toLowerCase())).size).toBe(GLOSSARY.length)
  for (const { meaning, source } of GLOSSARY) {
    expect(meaning).toMatch(/^\S.{9,}[^.\s]$/s)
    expect(source).not.toBe('')
  }
})

test('a tooltip is a sentence without marks of code', () => {
  expect(meaningOf('SRV record')).toBe('_vlmcs._tcp in DNS: how clients find KMS hosts.')
})
