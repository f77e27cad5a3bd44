const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789-'

/** A name longer than this was no slip of the finger; a shorter one is near to too many. */
const LENGTHS = { least: 4, most: 40 } as const
/** Digits to which a number in a name is filled up. */
const WIDTHS = [2, 3, 4] as const

/**
 * The first labels that a person may have meant: one letter missing, added, other or swapped with its neighbour; with the number
 * filled up with noughts, and with a hyphen before it. Lower-case, the given one left out; a few thousand at most.
 */
export function nameVariants(label: string): string[] {
  if (label.length < LENGTHS.least || label.length > LENGTHS.most) return []
  const variants = new Set<string>()
  for (const form of formsOf(label.toLowerCase())) {
    variants.add(form)
    for (const slip of slipsOf(form)) variants.add(slip)
  }
  variants.delete(label.toLowerCase())
  return [...variants]
}

function formsOf(label: string): string[] {
  const [, before = label, digits] = /^(.*?)-?0*(\d{1,6})$/.exec(label) ?? []
  if (digits === undefined) return [label]
  const numbers = WIDTHS.map((width) => digits.padStart(width, '0'))
  return [label, ...[digits, ...numbers].flatMap((number) => [`${before}-${number}`, `${before}${number}`])]
}

function* slipsOf(word: string): Generator<string> {
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    for (const letter of ALPHABET) {
      yield `${before}${letter}${after}`
      if (after !== '') yield `${before}${letter}${after.slice(1)}`
    }
    if (after !== '') yield before + after.slice(1)
    if (after.length > 1) yield `${before}${after[1]}${after[0]}${after.slice(2)}`
  }
}
