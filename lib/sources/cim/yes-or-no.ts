const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** As people fill a column of yes and no, in the languages of the label tables. */
const YES = words(
  'true 1 yes y ja j oui o sí si s sim tak ano evet да はい 예 네 是 x ✓ ✔ ☑ wahr vrai verdadero waar 真',
)
const NO = words(
  'false 0 no n nein non não nao nee nie ne hayır нет いいえ 아니요 아니오 否 ✗ ✘ ☐ falsch faux falso onwaar 假',
)

/** A yes or a no in any of these writings; absent for all other words. */
export function yesOrNo(text: string | undefined): boolean | undefined {
  const word = text
    ?.trim()
    .normalize('NFC')
    .replace(/[.!。]$/, '')
    .toLowerCase()
  if (word === undefined) return undefined
  if (YES.has(word)) return true
  return NO.has(word) ? false : undefined
}
