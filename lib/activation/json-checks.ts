/** What is wrong, and where: 'hosts[1].keys[0]'. '$' is the whole. */
export interface Problem {
  path: string
  problem: string
}

export type Check = (value: unknown, path: string) => Problem | undefined
type Fields = Readonly<Record<string, Check>>

/** A check that says one thing when it is not met. */
export function must(isMet: (value: unknown) => boolean, problem: string): Check {
  return (value, path) => (isMet(value) ? undefined : { path, problem })
}

/** A finite number from least to most, both included. */
export function number(least: number, most: number): Check {
  return must(
    (value) => typeof value === 'number' && value >= least && value <= most,
    `must be a number from ${least} to ${most}`,
  )
}

/** A whole number within limits, both inclusive. */
export function whole(least: number, most: number): Check {
  return must(
    (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
    `must be a whole number from ${least} to ${most}`,
  )
}

/** true or false. */
export const flag: Check = must((value) => typeof value === 'boolean', 'must be true or false')

/** A list of so many entries, each of which passes the check. */
export function listOf(check: Check, least: number, most: number): Check {
  return (value, path) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      return { path, problem: `must be a list of ${least} to ${most}` }
    }
    return first(value.map((item, place) => () => check(item, `${path}[${place}]`)))
  }
}

/** An object with all of `needed`, any of `optional` and nothing else: a misspelt option would change nothing. */
export function object(needed: Fields, optional: Fields): Check {
  return (value, path) => {
    if (!isFields(value)) return { path, problem: 'must be an object' }
    const fields: Fields = { ...needed, ...optional }
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name))
    if (unknown !== undefined) return { path: inside(path, unknown), problem: 'is not a known field' }
    const missing = Object.keys(needed).find((name) => value[name] === undefined)
    if (missing !== undefined) return { path: inside(path, missing), problem: 'is missing' }
    return first(
      Object.entries(fields).map(([name, check]) => () => {
        return value[name] === undefined ? undefined : check(value[name], inside(path, name))
      }),
    )
  }
}

/** The first problem that one of the checks finds. */
export function first(checks: readonly (() => Problem | undefined)[]): Problem | undefined {
  for (const check of checks) {
    const problem = check()
    if (problem !== undefined) return problem
  }
  return undefined
}

const inside = (path: string, name: string) => (path === '$' ? name : `${path}.${name}`)

/** Is it an object that can have fields? */
export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
