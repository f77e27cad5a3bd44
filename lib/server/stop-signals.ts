/** When to stop: Ctrl-C, a stop from the system, a closed terminal, or the npm that started us being gone. */
import { readFileSync } from 'node:fs'

const PARENT_CHECK_MS = 500
const SAME_SIGNAL_MS = 500
const SIGHUP_MASK = 1n
// biome-ignore lint/style/noProcessEnv: npm's mark on the scripts it runs, no setting.
const STARTED_BY_NPM = process.env.npm_lifecycle_event !== undefined

/**
 * Resolves once, with the reason. A signal that follows at once is the same one again, since npm sends on what the terminal
 * has sent already; whoever asks again later wants it to end now, and it does.
 */
export function stopRequested(): Promise<string> {
  return new Promise((resolve) => {
    let askedAt: number | undefined
    const ask = (signal: NodeJS.Signals) => {
      askedAt ??= performance.now()
      if (performance.now() - askedAt > SAME_SIGNAL_MS) endNow()
      resolve(signal)
    }
    process.on('SIGINT', ask)
    process.on('SIGTERM', ask)
    if (!hangUpIsIgnored()) process.on('SIGHUP', ask)
    if (!STARTED_BY_NPM) return
    const timer = setInterval(() => {
      if (!isOrphaned()) return
      clearInterval(timer)
      resolve('the npm that started it is gone')
    }, PARENT_CHECK_MS)
    timer.unref()
  })
}

function endNow(): never {
  console.error('Asked to stop again: ending now. What was in hand is taken up again at the next start.')
  process.exit(1)
}

const ancestorsAtStart = STARTED_BY_NPM ? ancestors() : ''

/** Whether the npm that started this process is gone, as after kill -9 on it. */
export function isOrphaned(): boolean {
  return STARTED_BY_NPM && ancestors() !== ancestorsAtStart
}

/**
 * The process that started this one; where that is the shell in which npm runs a script, also npm itself. Most shells
 * give their place to the only command they have, some stay between. Windows keeps the number of a parent that is gone.
 */
function ancestors(): string {
  const parent = process.ppid
  const found = /^\d+ \((?:sh|dash|ash|bash|busybox)\) \S (\d+)/.exec(statusOf(parent))
  return [parent, found?.[1] ?? ''].join(' ')
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}

/** `nohup` asks for SIGHUP to be ignored, and a handler would undo that. */
function hangUpIsIgnored(): boolean {
  try {
    const ignored = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    return ignored !== undefined && (BigInt(`0x${ignored}`) & SIGHUP_MASK) !== 0n
  } catch {
    return false
  }
}
