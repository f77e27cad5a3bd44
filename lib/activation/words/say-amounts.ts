/** Numbers of things and lists of words, as sentences have them. */

/** '1,204 machines', '1 machine'; with a plural of its own: '2 tries'. */
export const sayCount = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

/** 'a, b and c' */
export const sayList = (words: readonly string[], joint = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`
