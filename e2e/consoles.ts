/** The consoles of one worker, each with what its people's browsers hold: a start costs as much as a dozen pages. */
import type { BrowserContext, Cookie } from '@playwright/test'
import { type ConsoleServer, type Fleet, startConsoleServer } from './server/console-server'
import type { RoleName } from './server/prepared'

/** A running console of one fleet, and what tests before this one have left for the next. */
export interface KeptConsole {
  server: ConsoleServer
  /** A browser context per role: scripts and styles that one test has loaded serve the next one too. */
  contexts: Map<RoleName, BrowserContext>
  /** Cookies of those who have signed in: a session serves the next test too, while it holds. `nobody` has an ended one. */
  sessions: Map<RoleName | 'nobody', { cookies: Cookie[]; begunAt: number }>
}

export interface Consoles {
  /** The console of a fleet, started when it is first asked for. */
  of(fleet: Fleet): Promise<KeptConsole>
  stop(): Promise<void>
}

/** Keeps the console of the sample fleet, which most files use, and of the others the one asked for last. */
export function keepConsoles(): Consoles {
  const kept = new Map<Fleet, KeptConsole>()
  const end = async (fleet: Fleet, { server, contexts }: KeptConsole) => {
    kept.delete(fleet)
    for (const context of contexts.values()) await context.close()
    await server.stop()
  }
  const endAll = (fleets: (fleet: Fleet) => boolean) =>
    Promise.all([...kept].filter(([fleet]) => fleets(fleet)).map(([fleet, one]) => end(fleet, one)))
  return {
    of: async (fleet) => {
      const found = kept.get(fleet)
      if (found) return found
      await endAll((other) => other !== 'sample')
      const started = { server: await startConsoleServer(fleet), contexts: new Map(), sessions: new Map() }
      kept.set(fleet, started)
      return started
    },
    stop: async () => {
      await endAll(() => true)
    },
  }
}
