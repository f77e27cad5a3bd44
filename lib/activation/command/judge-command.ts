import { SWITCHES, type Switch } from './switch-table'

/** A command of slmgr.vbs that a text shows. Its arguments stay out: a key or a password may be among them. */
export interface ToldCommand {
  of: Switch
  /** What is wrong with it as it stands. */
  fault?: 'withoutId' | 'bareIpv6'
}

const BY_NAME = new Map(SWITCHES.map((row) => [row.name, row]))
const COMMAND =
  /\bslmgr(?:\.vbs)?"?((?:[ \t]+[^\s/"-][^\s"]{0,253}){0,3})[ \t]+[/-]([a-z][a-z-]{2,24})(?:[ \t]+("?[^\s"|&>;]{1,253}))?/gi
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Two colons or more, and no bracket around them: the script takes what stands behind the first for the port. */
const BARE_IPV6 = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:%\w+)?$/i
const MOST = 5

/** The commands of slmgr.vbs in a text, each switch once, with what is wrong with it. */
export function commandsIn(text: string): ToldCommand[] {
  const found = new Map<string, ToldCommand>()
  for (const [, , name = '', argument = ''] of text.matchAll(COMMAND)) {
    const of = BY_NAME.get(`/${name.toLowerCase()}`)
    if (of === undefined) continue
    const fault = faultOf(of.name, argument.replaceAll('"', ''))
    const told = { of, ...(fault && { fault }) }
    if (!found.has(of.name) || fault !== undefined) found.set(of.name, told)
  }
  return [...found.values()].slice(0, MOST)
}

function faultOf(name: string, argument: string): ToldCommand['fault'] {
  if (name === '/upk' && !GUID.test(argument)) return 'withoutId'
  return name === '/skms' && BARE_IPV6.test(argument) ? 'bareIpv6' : undefined
}
