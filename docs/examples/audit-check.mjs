// Checks an export of the audit log (JSON Lines) without the console: node audit-check.mjs audit.jsonl [anchors.jsonl]
// Each line: position, chain, entry (the hashed text), name and content with their salts. chain = SHA-256(chain before + SHA-256(entry)).
import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [file, anchorFile] = process.argv.slice(2)
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const salted = (salt, text) => sha256(Buffer.from(salt, 'hex'), Buffer.from(text, 'utf8')).toString('hex')
const problems = []
const links = new Map()
let chain = sha256('')
let position = 0
let first
let cut = { position: 0, chain: chain.toString('hex') }
let erased = 0

for await (const text of createInterface({
  input: createReadStream(file),
  crlfDelay: Number.POSITIVE_INFINITY,
})) {
  if (text.trim() === '') continue
  const line = JSON.parse(text)
  const said = JSON.parse(line.entry)
  position += 1
  first ??= line
  // Entries that are older than is kept are gone; one of the rest says which link they ended in.
  if (line === first) position = line.position
  if (said.action === 'audit.cut') cut = JSON.parse(line.content).after
  if (line.position !== position) problems.push(`place ${position} is missing: ${line.position} stands there`)
  position = line.position
  chain = sha256(chain, sha256(line.entry))
  if (line !== first && chain.toString('hex') !== line.chain)
    problems.push(`place ${position}: the chain breaks (entry ${said.id})`)
  chain = Buffer.from(line.chain, 'hex')
  for (const part of ['name', 'content']) {
    if (line[part] === null) erased += 1
    else if (salted(line[`${part}Salt`], line[part]) !== said[part]) {
      problems.push(`place ${position}: the ${part} is not the one that was sealed (entry ${said.id})`)
    }
  }
  links.set(position, line.chain)
}
if (
  first &&
  (first.position !== cut.position + 1 ||
    sha256(Buffer.from(cut.chain, 'hex'), sha256(first.entry)).toString('hex') !== first.chain)
)
  problems.push(`place ${first.position}: the chain breaks before it, or nothing says why it begins there`)
for (const text of anchorFile ? readFileSync(anchorFile, 'utf8').split('\n').filter(Boolean) : []) {
  const anchor = JSON.parse(text)
  if (anchor.position > cut.position && links.get(anchor.position) !== anchor.chain)
    problems.push(`the anchor of ${anchor.at} is not in this log`)
}
console.log(`${links.size} entries, ${erased} names or contents erased, last link ${chain.toString('hex')}`)
for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1
