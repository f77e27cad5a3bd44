/** What the browser tests know about the servers they can start; handed from the global setup to the workers. */

export interface Credentials {
  email: string
  password: string
}

export type RoleName = 'licensingAdmin' | 'manager' | 'helpdesk'

export interface PreparedServer {
  superuserUrl: string
  /** The console's own role on the database `console`. */
  url: string
  people: (Credentials & { role: RoleName })[]
}

const VARIABLE = 'E2E_PREPARED_SERVER'

/** Puts it into the environment, which Playwright's workers inherit. */
export function announce(prepared: PreparedServer): void {
  process.env[VARIABLE] = JSON.stringify(prepared)
}

export function preparedServer(): PreparedServer {
  const text = process.env[VARIABLE]
  if (!text) throw new Error('The global setup has not run.')
  return JSON.parse(text) as PreparedServer
}

/** Who has this role, and the password. */
export function personOf(role: RoleName): Credentials {
  const person = preparedServer().people.find((one) => one.role === role)
  if (!person) throw new Error(`Nobody has the role ${role}.`)
  return person
}
