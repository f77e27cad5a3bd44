/**
 * The words of the console against docs/wording.md: no phrase of a left column stands in what a person reads, that is in
 * string literals and JSX of app, components, lib and scripts, and in the documents. A document may quote one in `code`.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { parseSync } from '@swc/core'

const WORDING = 'docs/wording.md'
const PRODUCT = /^(app|components|lib|scripts)\/.*\.tsx?$/
const DOCUMENT = /^(README\.md|docs\/(?!decisions\/)[^/]+\.md|lib\/activation\/README\.md)$/
const NOT_READ = /\.test\.tsx?$|\/fixtures\/|\/labels\/|\/test-|\.testing\.ts/

interface Row {
  not: string
  but: string
  pattern: RegExp
}

const rows = wordingRows(readFileSync(WORDING, 'utf8'))
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
}).split('\n')
const problems = tracked
  .filter((path) => (PRODUCT.test(path) || DOCUMENT.test(path)) && !NOT_READ.test(path) && path !== WORDING)
  .filter((path) => existsSync(path))
  .flatMap(problemsOf)

for (const problem of problems) console.error(problem)
if (rows.length === 0) console.error(`${WORDING} has no rows`)
process.exit(problems.length === 0 && rows.length > 0 ? 0 : 1)

/** The rows of all tables headed "not | but". */
function wordingRows(text: string): Row[] {
  return [...text.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)]
    .map(([, not = '', but = '']) => ({ not, but, pattern: patternOf(not) }))
    .filter(({ not }) => not !== 'not' && !/^-+$/.test(not))
}

/** Whole words, in any case; '…' is any few words of one sentence. */
function patternOf(phrase: string): RegExp {
  const words = phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '[^.]{0,60}')
  return new RegExp(`(?<![\\w-])${words}(?![\\w-])`, 'i')
}

function problemsOf(path: string): string[] {
  const source = readFileSync(path, 'utf8')
  const texts = path.endsWith('.md') ? [proseOf(source)] : textsOf(source, path.endsWith('x'))
  return texts.flatMap((text) =>
    rows
      .filter(({ pattern }) => pattern.test(text))
      .map(({ not, but, pattern }) => `${path}: "${excerpt(text, pattern)}": not "${not}" but "${but}"`),
  )
}

function proseOf(text: string): string {
  return text.replace(/```[\s\S]*?```|`[^`]*`/g, '').replace(/\s+/g, ' ')
}

function excerpt(text: string, pattern: RegExp): string {
  const at = text.search(pattern)
  return text.slice(Math.max(0, at - 30), at + 60).trim()
}

/** Every text in a file of TypeScript: strings, templates (an expression in one as '…') and what stands between tags. */
function textsOf(source: string, isTsx: boolean): string[] {
  const texts: string[] = []
  walk(parseSync(source, { syntax: 'typescript', tsx: isTsx, target: 'esnext' }).body, texts)
  return texts
}

type SyntaxNode = { type?: string; value?: unknown; quasis?: { cooked?: string }[] }

function walk(node: unknown, texts: string[]): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, texts)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const { type, value, quasis } = node as SyntaxNode
  if (type === 'StringLiteral') texts.push(String(value))
  if (type === 'JSXText') texts.push(String(value).replace(/\s+/g, ' '))
  if (type === 'TemplateLiteral') texts.push((quasis ?? []).map(({ cooked }) => cooked ?? '').join('…'))
  for (const child of Object.values(node)) walk(child, texts)
}
