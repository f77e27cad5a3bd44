import { fieldNamed } from '../fields/field-names'
import type { Prompt } from './prompt'

const NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,253}[\p{L}\p{N}_])?$/u

/** `slmgr.vbs ws-0412 [user password] /dlv`. */
const REMOTE_SLMGR = /slmgr(?:\.vbs)?["']?\s+["']?([^\s"'/-][^\s"']*)["']?(?:\s+\S+){0,2}\s+[/-]\w/i
/** The same machine named by the tools people run scripts through. */
const REMOTE_TOOLS = [
  /\bwinrs\s.*?[-/]r(?:emote)?:(?:https?:\/\/)?([\w.-]+)/i,
  /\bpsexec(?:64)?(?:\.exe)?\s.*?\\\\([\w.-]+)(?![\w.,-])/i,
  /-ComputerName\s+["']?([\w.-]+)(?![\w.-])(?!["']?\s*,)/i,
  /\bwmic\s.{0,200}?\/node:\s?["']?([\w.-]+)(?![\w.-])(?!["']?\s*,)/i,
]
const ASKS_NAME =
  /^(?:echo\s+%COMPUTERNAME%|hostname(?:\.exe)?|\$env:COMPUTERNAME|\[Environment\]::MachineName)\s*;?$/i
/** `Host Name: ws-0412` of systeminfo, `DnsHostName=...`: any name of the field, see `fields/field-names.ts`. */
const TELLS_NAME = /^"?([\p{L}_][\p{L}_ ]{1,30}?)"?\s*[:=]\s*"?([\w.-]+)"?$/u
/** `Machine: WS-0412 (Microsoft Windows NT 10.0.26100.0)` at the head of a PowerShell transcript, in any language. */
const TRANSCRIPT_HEAD = /^[\p{L} ]{3,30}:\s*([\w.-]+)\s+\(Microsoft Windows NT/u
/** `\\\\WS-0412:` of psexec, `==> ws-0412 <==`, `### ws-0412 ###`, `*ws-0412*` and `## ws-0412` of a chat or note, `ws-0412:` of Salt, and `[1] 10:00:00 [SUCCESS] ws-0412` of pssh; a name without sign or digit may be any word. */
const HEADINGS = [
  /^\\\\([\w.-]+):?$/,
  /^(?:==>|[=#*-]{2,})\s+([\w.-]*[\d.-][\w.-]*)\s+(?:<==|[=#*-]{2,})$/,
  /^(?:\*|#{1,6} )([a-z][\w.-]*\d[\w.-]*)\*?:?$/i,
  /^([a-z][\w.-]*[\d-][\w.-]*):$/i,
  /^\[\d+\] \d\d:\d\d:\d\d \[(?:SUCCESS|FAILURE)\] ([\w.-]+)/,
]
/** `nslookup` names the DNS server it asked; its address stands in the next row. */
const ADDRESS = /^Address(?:es)?:/i

/**
 * Which machine a console transcript is at: named by a remote prompt, a remote command, the answer to
 * `hostname` or `echo %COMPUTERNAME%`, or a `\\NAME` heading. Names are lower-case.
 */
export class MachineName {
  private local: string | undefined
  private remote: string | undefined
  private ofCommand: string | undefined
  private answerIsName = false
  private isServer = false
  /** The name before the last one, to go back to. */
  private before: string | undefined

  get current(): string | undefined {
    return this.ofCommand ?? this.remote ?? this.local
  }

  seePrompt({ remoteMachine, command }: Prompt): void {
    this.remote = nameOf(remoteMachine)
    this.ofCommand = commandTarget(command)
    this.answerIsName = ASKS_NAME.test(command)
  }

  /** Looks at a row that is no output of the licensing scripts. True when it names a machine. */
  seeOther(text: string): boolean {
    const told = this.toldBy(text)
    this.answerIsName = false
    if (told === undefined) {
      if (ADDRESS.test(text) && this.isServer) this.local = this.before
      this.isServer = false
      return false
    }
    this.isServer = /^server/i.test(text)
    this.before = this.local
    this.ofCommand = undefined
    if (this.remote === undefined) this.local = told
    else this.remote = told
    return true
  }

  private toldBy(text: string): string | undefined {
    if (text.length > 300) return undefined
    if (this.answerIsName) return nameOf(text)
    const heading = HEADINGS.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined)
    return nameOf(heading ?? TRANSCRIPT_HEAD.exec(text)?.[1]) ?? toldByField(text) ?? commandTarget(text)
  }
}

function toldByField(text: string): string | undefined {
  const match = TELLS_NAME.exec(text)
  return fieldNamed(match?.[1] ?? '')?.field === 'Machine' ? nameOf(match?.[2]) : undefined
}

function nameOf(text: string | undefined): string | undefined {
  return text !== undefined && NAME.test(text) ? text.toLowerCase() : undefined
}

function commandTarget(command: string): string | undefined {
  const patterns = [REMOTE_SLMGR, ...REMOTE_TOOLS]
  for (const pattern of patterns) {
    const name = nameOf(pattern.exec(command)?.[1])
    if (name !== undefined && name !== 'localhost' && name !== '.') return name
  }
  return undefined
}
