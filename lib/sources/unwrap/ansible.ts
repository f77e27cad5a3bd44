import { machineRow, stepOf, type Wrapping } from './row-step'

/** `ws-0412 | SUCCESS => {`, `ws-0412 | CHANGED | rc=0 >>`, `ok: [ws-0412] => {`: what Ansible puts above the answer of a machine. */
const HEADING =
  /^(?:([\w.-]{1,255}) \| [A-Z!]+(?: \| rc=\d+)?|(?:ok|changed|fatal|failed): \[([\w.-]{1,255})\][^=>]{0,100}?) (?:=>|>>)\s*(.*)$/
const TITLE = /^(?:PLAY|TASK|PLAY RECAP|RUNNING HANDLER) (?:\[[^\]]*\] ?)?\*{3,}/

/** Answers of several machines as Ansible shows them: JSON gets an object with the machine's name above it, text a prompt. */
export const ansibleHeadings: Wrapping = (head) => {
  if (!head.some((row) => HEADING.test(row))) return undefined
  return stepOf((text) => {
    if (TITLE.test(text)) return ['']
    const [, adHoc, ofPlay, rest = ''] = HEADING.exec(text) ?? []
    const name = adHoc ?? ofPlay
    if (name === undefined) return [text]
    const isJson = /^[{[]/.test(rest)
    return [isJson ? JSON.stringify({ inventory_hostname: name }) : machineRow(name), rest]
  })
}
