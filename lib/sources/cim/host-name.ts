const HOST_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,253}[\p{L}\p{N}_])?$/u
const THIS_MACHINE = new Set(['localhost', '.', '127.0.0.1', '::1'])
const NO_NAME = new Set(['none', 'null', 'unknown'])

/** A machine name in lower case; absent for blanks, addresses of the machine itself, formulas and damage. */
export function cleanHostName(text: string | undefined): string | undefined {
  const name = text?.trim().replace(/\.$/, '').toLowerCase() ?? ''
  if (THIS_MACHINE.has(name) || NO_NAME.has(name) || !HOST_NAME.test(name)) return undefined
  return name
}

/** A domain in lower case; the name of a workgroup is none. */
export function cleanDomain(text: string | undefined): string | undefined {
  const domain = cleanHostName(text)
  return domain === 'workgroup' ? undefined : domain
}

/** The full name when the domain is a DNS name and the name is short; else the name as it is. */
export function fullHostName(name: string | undefined, domain: string | undefined): string | undefined {
  if (name === undefined || domain === undefined) return name
  return name.includes('.') || !domain.includes('.') ? name : `${name}.${domain}`
}
