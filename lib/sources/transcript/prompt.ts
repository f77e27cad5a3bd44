const PROMPT =
  /^(?:\[([^\]\s]{1,255})\]:\s*)?(?:PS(?:\s+[^<>|]{0,260})?|[A-Za-z]:\\[^<>|]{0,260}|\\\\[^<>|\s]{1,260})>\s*(.*)$/

/** A console prompt with the command typed behind it. */
export interface Prompt {
  /** `[ws-0412]: PS C:\>`: the machine a remote PowerShell session is on. */
  remoteMachine?: string
  command: string
}

/** Recognises the prompts of cmd.exe and PowerShell, remote sessions included. */
export function promptOf(text: string): Prompt | undefined {
  const start = text.charCodeAt(0)
  // [ or \ or a letter: anything else begins no prompt, and most rows need no regular expression.
  if (!text.includes('>') || !(start === 0x5b || start === 0x5c || (start >= 0x41 && start <= 0x7a))) {
    return undefined
  }
  const match = PROMPT.exec(text)
  return match === null ? undefined : { remoteMachine: match[1], command: (match[2] ?? '').trim() }
}
