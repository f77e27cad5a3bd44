/** The object without the properties that are undefined, so that it reads the same as its JSON. */
export function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T
}

/** As `present`; undefined when nothing is left. */
export function presentOrAbsent<T extends object>(value: T): T | undefined {
  const left = present(value)
  return Object.keys(left).length === 0 ? undefined : left
}
