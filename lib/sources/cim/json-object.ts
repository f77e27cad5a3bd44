import { type CimObject, CimObjectBuilder, isUsedProperty } from './cim-object'

export type JsonObject = Record<string, unknown>

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A plain value as text. PowerShell 5 writes dates as `{ "value": "/Date(ms)/", "DateTime": "..." }`, and enums with their number. */
export function plainValue(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value === null) return ''
  const inner = isJsonObject(value) ? value.value : undefined
  if (typeof inner === 'string' || typeof inner === 'number') return String(inner)
  return undefined
}

/** The fields of a parsed object. under: the key it stands under, so that `"license": { "status": 5 }` is a license status. */
export function cimObjectOf(object: JsonObject, line: number, under = ''): CimObject {
  const builder = new CimObjectBuilder()
  for (const [name, value] of Object.entries(object)) {
    const text = plainValue(value)
    if (text !== undefined) builder.set(isUsedProperty(name) ? name : `${under}_${name}`, text)
  }
  // Windows PowerShell writes the machine a local object is from only here.
  const system = valueUnder(object, ['cimsystemproperties'])
  if (isJsonObject(system)) builder.set('__SERVER', textUnder(system, ['servername']) ?? '')
  return { line, values: builder.values }
}

/** The value under the first of some names, in any case. */
export function valueUnder(object: JsonObject, names: readonly string[]): unknown {
  const found = Object.keys(object).find((key) => names.includes(key.toLowerCase()))
  return found === undefined ? undefined : object[found]
}

export function textUnder(object: JsonObject, names: readonly string[]): string | undefined {
  const text = plainValue(valueUnder(object, names))?.trim()
  return text === undefined || text === '' ? undefined : text
}

/** The line of every object inside a JSON text, in the order in which they begin. */
export function linesOfObjects(text: string, firstLine: number): number[] {
  const lines: number[] = []
  let line = firstLine
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const symbol = text[at]
    if (symbol === '\n') line += 1
    else if (symbol === '\\' && inString) at += 1
    else if (symbol === '"') inString = !inString
    else if (symbol === '{' && !inString) lines.push(line)
  }
  return lines
}
