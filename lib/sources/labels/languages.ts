/** Languages of the label tables, as English calls them. */
const NAMES: Readonly<Record<string, string>> = {
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  it: 'Italian',
  'pt-BR': 'Portuguese',
  nl: 'Dutch',
  pl: 'Polish',
  cs: 'Czech',
  tr: 'Turkish',
  sv: 'Swedish',
  ru: 'Russian',
  ja: 'Japanese',
  ko: 'Korean',
  'zh-CN': 'simplified Chinese',
  'zh-TW': 'traditional Chinese',
}

/** Words and letters by which a language shows itself that no table reads; the surest first. */
const SIGNS: readonly [name: string, sign: RegExp][] = [
  ['Hungarian', /licenc ?állapot|termékkulcs|leírás|licencelt/i],
  ['Finnish', /käyttöoikeu|tuoteavai|tuotetunnu|kuvaus/i],
  ['Norwegian', /lisens|produktnøkkel/i],
  ['Danish', /produktnøgle|licenseret|licenstilstand/i],
  ['Romanian', /licen[țţ]|descriere|chei[ea] de produs/i],
  ['Slovak', /licenci[ea]|názov/i],
  ['Slovenian', /ključ izdelka|stanje licence/i],
  ['Croatian', /ključ proizvoda|status licence|stanje licencije/i],
  ['Estonian', /litsents|tootevõti/i],
  ['Latvian', /licences statuss|produkta atslēg/i],
  ['Lithuanian', /licencij|produkto rakt/i],
  ['Catalan', /estat de la llicència|clau de producte/i],
  ['Indonesian', /status lisensi|kunci produk/i],
  ['Vietnamese', /giấy phép|khóa sản phẩm/i],
  ['Serbian', /[ђћџљњј]/i],
  ['Ukrainian', /[іїєґ]/i],
  ['Bulgarian', /състояние|описание.*лиценз|лиценз.*ъ/i],
  ['Greek', /[\u0370-\u03ff]{3}/],
  ['Hebrew', /[\u0590-\u05ff]{2}/],
  ['Arabic', /[\u0600-\u06ff]{2}/],
  ['Hindi', /[\u0900-\u097f]{2}/],
  ['Thai', /[\u0e00-\u0e7f]{2}/],
  ['Japanese', /[\u3040-\u30ff]{2}/],
  ['Korean', /[\uac00-\ud7a3]{2}/],
  ['Chinese', /[\u4e00-\u9fff]{2}/],
  ['Russian', /[а-яё]{3}/i],
]

/**
 * The language of rows of a script: of a label table by its tag, else by the words and letters in the rows. Absent where
 * neither tells it, and for English.
 */
export function languageOf(tag: string | undefined, rows: string): string | undefined {
  const named = tag === undefined ? undefined : NAMES[tag]
  return named ?? SIGNS.find(([, sign]) => sign.test(rows))?.[0]
}
