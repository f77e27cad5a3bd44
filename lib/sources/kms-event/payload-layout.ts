import { toldReason } from '../told-reason'
import { isAbsent, isMasked } from './payload-fields'

const UNREADABLE = Symbol('unreadable')

/** One field of a payload: its name for people and how its text becomes a value. */
export interface Field<T> {
  name: string
  read: (text: string) => T | typeof UNREADABLE
}

/** The fields of a payload in the order of the text. */
export type Layout = Readonly<Record<string, Field<unknown>>>

export type Values<L extends Layout> = { [K in keyof L]: L[K] extends Field<infer T> ? T : never }

/** A field without which the event is of no use. */
export function need<T>(name: string, read: (text: string) => T | undefined): Field<T> {
  return { name, read: (text) => read(text) ?? UNREADABLE }
}

/** A field that may be empty, masked or not applicable, and then is left out; anything else must be readable. */
export function maybe<T>(name: string, read: (text: string) => T | undefined): Field<T | undefined> {
  return { name, read: (text) => (isAbsent(text) ? undefined : (read(text) ?? UNREADABLE)) }
}

/** A field that says nothing the console keeps. */
export function unused(name: string): Field<undefined> {
  return { name, read: () => undefined }
}

export type ReadLayout<L extends Layout> = { ok: true; values: Values<L> } | { ok: false; reason: string }

/** Reads as many texts as the layout has fields, or says which one is wrong. */
export function readLayout<L extends Layout>(layout: L, texts: readonly string[]): ReadLayout<L> {
  const names = Object.keys(layout)
  if (texts.length !== names.length) {
    return { ok: false, reason: `it has ${texts.length} fields, ${names.length} are expected.` }
  }
  const values: Record<string, unknown> = {}
  for (let index = 0; index < names.length; index += 1) {
    const key = names[index] ?? ''
    const text = texts[index] ?? ''
    const value = layout[key]?.read(text)
    if (value === UNREADABLE) return { ok: false, reason: wrongField(layout, index, text) }
    if (value !== undefined) values[key] = value
  }
  return { ok: true, values: values as Values<L> }
}

export function fieldName(layout: Layout, index: number): string {
  return Object.values(layout)[index]?.name ?? ''
}

function wrongField(layout: Layout, index: number, text: string): string {
  const field = `field ${index + 1}, ${fieldName(layout, index)},`
  if (text === '') return `${field} is empty.`
  if (isMasked(text)) return `${field} is a placeholder.`
  const { code, guess = code } = toldReason(text)
  return guess === undefined ? `${field} cannot be read.` : `${field} cannot be read; it may be ${guess}.`
}
