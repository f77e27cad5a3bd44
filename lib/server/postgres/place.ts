/**
 * How Postgres addresses its data directory. The account it runs as may be unable to enter the folders above (a clone
 * under /root). A process keeps its working directory whatever lies above it, and `/proc/self/cwd` leads there without
 * asking for permission on the way. So the console changes into the directory before it gives up its rights.
 */
import type { Account } from './account'

// biome-ignore lint/style/noProcessEnv: the system's, handed on to Postgres.
const { NODE_ENV, PATH, SystemRoot, TEMP, ComSpec } = process.env

export interface Place {
  /** Options for child_process: working directory and account. */
  spawn: { cwd: string; uid?: number; gid?: number; env: NodeJS.ProcessEnv }
  /** What to pass as -D. */
  argument: string
}

/** Where a Postgres program started for this data directory runs, and by which name it calls the directory. */
export function placeOf(clusterDirectory: string, account: Account | undefined): Place {
  const env = {
    NODE_ENV,
    PATH,
    TZ: 'UTC',
    LC_ALL: 'C',
    // Windows starts no program without them, and pg_ctl needs its shell.
    ...(process.platform === 'win32' && { SystemRoot, TEMP, ComSpec }),
  }
  return {
    spawn: { cwd: clusterDirectory, env, ...account },
    argument: account && process.platform === 'linux' ? '/proc/self/cwd' : clusterDirectory,
  }
}
