/**
 * Whether a new password is one that is guessed early. No rule of composition: what people use as passwords and what is typed
 * without thinking counts as one sign, however long it is, and so does anything of the person's own name and address.
 */

/** Words that lists of leaked passwords are full of, in several languages, and those of this console. */
const COMMON = `
  password passwort passwd pass contrasena motdepasse senha wachtwoord parola haslo heslo losenord salasana
  welcome willkommen bienvenue benvenuto bienvenido welkom hello hallo bonjour hola ciao admin administrator administrateur
  root user username login logon letmein access secret geheim secreto master default changeme change test testing temp guest
  demo sample monkey dragon shadow sunshine princess football baseball soccer hockey superman batman pokemon starwars michael
  jennifer jordan hunter killer charlie andrew daniel thomas robert jessica ashley michelle nicole love iloveyou liebe amour
  amor freedom freiheit whatever trustno1 flower summer sommer winter autumn herbst spring fruehling frühling sunday monday
  tuesday wednesday thursday friday saturday montag dienstag mittwoch donnerstag freitag samstag sonntag january february march
  april june july august september october november december januar februar juni juli oktober dezember schatz computer internet
  server windows microsoft office console activation activate license licence licensing lizenz kms company firma corporate
  business security sicherheit network netzwerk database summer2026 orange banana cookie coffee chocolate cheese pepper ginger
  matrix phoenix diamond golden silver purple yellow green black white blue red hockey harley mustang ferrari mercedes porsche
  samsung apple google facebook amazon blink182 qwertz azerty
`
  .trim()
  .split(/\s+/)

/** Keys beside each other, and what everybody can say by heart. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiopü',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  'qazwsxedcrfvtgbyhnujm',
  '!@#$%^&*()',
  '!"§$%&/()=',
]

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** So many signs that nobody can foresee. Random letters have about 4.7 bits each. */
const NEEDED = 8
const SHORTEST_RUN = 3

/** own: the person's name and address, and whatever else others know of them. */
export function isWeakPassword(password: string, own: readonly string[] = []): boolean {
  const text = password.toLowerCase()
  const words = [...COMMON, ...own.flatMap(partsOf)].toSorted((one, other) => other.length - one.length)
  return surprises(withoutRepeats(text), words) < NEEDED
}

const partsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= SHORTEST_RUN)

/** `abcabcabc` says no more than `abc`. */
function withoutRepeats(text: string): string {
  return text.replace(/(.{2,}?)\1+|(.)\2{2,}/gsu, (_, part?: string, sign?: string) => part ?? sign ?? '')
}

/** How many signs one has to guess: a known word, a row of keys and a year are one each. */
function surprises(text: string, words: readonly string[]): number {
  const plain = [...text].map((sign) => LEET[sign] ?? sign).join('')
  let count = 0
  for (let at = 0; at < text.length; count += 1) at += knownLength(text, plain, at, words)
  return count
}

function knownLength(text: string, plain: string, at: number, words: readonly string[]): number {
  const word = words.find((one) => text.startsWith(one, at) || plain.startsWith(one, at))
  const year = /^(?:19|20)\d\d/.exec(text.slice(at))?.[0]
  return Math.max(1, word?.length ?? 0, year?.length ?? 0, runLength(text, at))
}

/** How far the text goes along a row, in either direction. */
function runLength(text: string, at: number): number {
  let longest = 0
  for (const row of ROWS) {
    for (const line of [row, [...row].reverse().join('')]) {
      let length = SHORTEST_RUN
      while (at + length <= text.length && line.includes(text.slice(at, at + length))) length += 1
      longest = Math.max(longest, length - 1)
    }
  }
  return longest >= SHORTEST_RUN ? longest : 0
}
