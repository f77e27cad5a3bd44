import type { LicenseStatus } from '@/lib/activation/observation'
import type { SlmgrField } from './slmgr-fields'

type Stems = Readonly<Record<LicenseStatus | 'grace', RegExp>>

/**
 * Stems of the words for a license status, for spellings that no table has: slmgr.vbs of several versions and people write
 * them differently. General knowledge, so a status that is read by them never decides alone.
 */
const STEMS: readonly Stems[] = [
  // German
  {
    grace: /karenz|frist|kulanz|toleranz/,
    unlicensed: /(?:nicht|un)[- ]?lizenz|(?:keine|ohne) lizenz/,
    nonGenuineGrace: /nicht[- ]?(?:original|echt)/,
    extendedGrace: /erweitert|verlänger/,
    outOfToleranceGrace: /zusätzlich|weitere/,
    initialGrace: /anfäng|anfangs|ursprüng|initial|erst/,
    notification: /benachrichtig/,
    licensed: /lizenziert/,
  },
  // French
  {
    grace: /gr[âa]ce/,
    unlicensed: /sans licence|non licenci|(?:pas de|aucune) licence/,
    nonGenuineGrace: /non (?:authentique|original|légitime)/,
    extendedGrace: /étendu|prolong/,
    outOfToleranceGrace: /supplémentaire|additionnel/,
    initialGrace: /initial|première/,
    notification: /notification/,
    licensed: /licencié|(?:avec|sous) licence/,
  },
  // Spanish
  {
    grace: /gracia/,
    unlicensed: /sin licencia|no (?:tiene licencia|licenciad)/,
    nonGenuineGrace: /no (?:original|genuin|auténtic)/,
    extendedGrace: /ampliad|extendid|prolongad/,
    outOfToleranceGrace: /adicional/,
    initialGrace: /inicial/,
    notification: /notificaci/,
    licensed: /(?:con|tiene) licencia|licenciad/,
  },
  // Italian
  {
    grace: /tolleranza|prova|grazia/,
    unlicensed: /senza licenza|non (?:con|concesso|licenziat|dispone)/,
    nonGenuineGrace: /non (?:original|autentic|genuin)/,
    extendedGrace: /estes|prolungat/,
    outOfToleranceGrace: /aggiuntiv|supplementar|ulterior/,
    initialGrace: /inizial/,
    notification: /notific/,
    licensed: /(?:con|in) licenza|licenziat/,
  },
  // Portuguese
  {
    grace: /carência|cortesia|tolerância|graça/,
    unlicensed: /não licenciad|sem licença/,
    nonGenuineGrace: /não (?:original|genuín|autêntic)/,
    extendedGrace: /estendid|prolongad|alargad/,
    outOfToleranceGrace: /adicional/,
    initialGrace: /inicial/,
    notification: /notifica/,
    licensed: /licenciad|com licença/,
  },
  // Dutch
  {
    grace: /respijt/,
    unlicensed: /(?:zonder|geen) licentie|niet gelicen|ongelicen/,
    nonGenuineGrace: /niet[- ]?(?:legitiem|origine|echt)/,
    extendedGrace: /uitgebreid|verleng/,
    outOfToleranceGrace: /extra|aanvullend|bijkomend/,
    initialGrace: /initi|eerste|aanvankelijk/,
    notification: /melding|kennisgeving/,
    licensed: /gelicen[ts]|met licentie|licentie verleend/,
  },
  // Polish
  {
    grace: /prolongat|karencj/,
    unlicensed: /bez licencji|nielicencj|(?:brak|nie ma) licencji/,
    nonGenuineGrace: /nieoryginaln|nielegaln/,
    extendedGrace: /rozszerzon|przedłużon|wydłużon/,
    outOfToleranceGrace: /dodatkow/,
    initialGrace: /początkow|wstępn/,
    notification: /powiad/,
    licensed: /licencjonowan|z licencją|ma licencję|licencja udzielona/,
  },
  // Czech
  {
    grace: /odklad|toleran/,
    unlicensed: /bez licence|nelicenc|není licenc/,
    nonGenuineGrace: /neprav|neoriginál/,
    extendedGrace: /prodlouž|rozšíř/,
    outOfToleranceGrace: /další|dodateč/,
    initialGrace: /počáteč|úvodn/,
    notification: /oznámen|upozorn/,
    licensed: /licencov|(?:s|má) licencí?/,
  },
  // Turkish
  {
    grace: /yetkisiz|ek süre|hoşgörü|tolerans|ödemesiz|bekleme/,
    unlicensed: /lisanssız|lisanslanma(?:mış|dı)|lisanslı değil/,
    nonGenuineGrace: /(?:orijinal|özgün) olmayan/,
    extendedGrace: /uzatıl|genişletil/,
    outOfToleranceGrace: /ek |ilave/,
    initialGrace: /ilk|başlangıç/,
    notification: /bildirim/,
    licensed: /lisanslı|lisanslanmış|lisanslandı/,
  },
  // Swedish
  {
    grace: /respit|frist|karens/,
    unlicensed: /olicens|(?:inte|saknar|ej) licens/,
    nonGenuineGrace: /(?:icke|inte|ej)[- ]?(?:äkta|original|genuin)/,
    extendedGrace: /utökad|förläng/,
    outOfToleranceGrace: /ytterligare|extra/,
    initialGrace: /inled|initial|första/,
    notification: /meddeland|aviser|notifi/,
    licensed: /licensierad|med licens/,
  },
  // Russian
  {
    grace: /льготн|отсрочк/,
    unlicensed: /(?:не имеет|нет|без) лицензи|не ?лиценз/,
    nonGenuineGrace: /неподлинн|нелегальн/,
    extendedGrace: /расширенн|продл[её]нн/,
    outOfToleranceGrace: /дополнительн/,
    initialGrace: /начальн|первонач/,
    notification: /уведомлени/,
    licensed: /имеет лицензи|лицензирован|лицензия получена/,
  },
  // Japanese
  {
    grace: /猶予/,
    unlicensed: /ライセンス(?:なし|無し|されてい|未)|未ライセンス|ライセンスがありません/,
    nonGenuineGrace: /非正規|正規品ではない/,
    extendedGrace: /延長|拡張/,
    outOfToleranceGrace: /追加/,
    initialGrace: /初期|最初/,
    notification: /通知/,
    licensed: /ライセンス(?:済|認証済|供与済|あり|が付与)/,
  },
  // Korean
  {
    grace: /유예/,
    unlicensed: /(?:허가|라이선스|사용권).*(?:없|않|안 ?됨|되지)/,
    nonGenuineGrace: /비정품|정품이 아닌|정품 아님/,
    extendedGrace: /연장|확장/,
    outOfToleranceGrace: /추가/,
    initialGrace: /초기|최초/,
    notification: /알림|통지/,
    licensed: /허가 ?됨|사용이 허가|라이선스가? ?(?:있|부여)/,
  },
  // Chinese, simplified and traditional
  {
    grace: /宽限|寬限/,
    unlicensed: /未|无许可|無授權|没有/,
    nonGenuineGrace: /非正版/,
    extendedGrace: /延长|延長|扩展|擴充|延伸/,
    outOfToleranceGrace: /附加|额外|額外|其他/,
    initialGrace: /初始|起始|初次/,
    notification: /通知/,
    licensed: /已(?:[获經经取得]{0,2})(?:授权|授權|许可|許可)/,
  },
]

const GRACE = ['nonGenuineGrace', 'extendedGrace', 'outOfToleranceGrace', 'initialGrace'] as const
const NO_GRACE = ['unlicensed', 'notification', 'licensed'] as const

/** The status that a word says in one of the languages, by its stems; absent where none or more than one fits. */
export function statusByStem(word: string): LicenseStatus | undefined {
  const text = word.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
  const [only, ...others] = new Set(STEMS.flatMap((stems) => statusIn(text, stems) ?? []))
  return others.length === 0 ? only : undefined
}

const PERMANENT =
  /dauerhaft|permanent|definitiv|blijvend|trwale|trvale|kalıcı|навсегда|постоянн|бессрочн|永続|永久|영구/
const VOLUME =
  /volum|batch|collecti|massa|zbiorcz|grupow|wielo|multilicen|hromadn|toplu|корпоратив|многопольз|ボリューム|볼륨|대량|批量|大量/

/** What a sentence of slmgr.vbs /xpr says in another language: the row of the English script that it stands for. */
export function sentenceByStem(sentence: string): SlmgrField | undefined {
  const text = sentence.normalize('NFC').toLowerCase()
  const words = text.replace(/[\d.:/,年月日-]+/g, ' ')
  const status = statusByStem(words)
  if (status === 'notification') return 'xprNotification'
  const grace = status && GRACE_SENTENCES[status]
  if (grace !== undefined) return grace
  if (PERMANENT.test(text)) return 'xprPermanent'
  return VOLUME.test(text) && /\d{4}/.test(text) ? 'xprVolume' : undefined
}

const GRACE_SENTENCES: Partial<Record<LicenseStatus, SlmgrField>> = {
  initialGrace: 'xprInitialGrace',
  outOfToleranceGrace: 'xprAdditionalGrace',
  nonGenuineGrace: 'xprNonGenuineGrace',
  extendedGrace: 'xprExtendedGrace',
}

const DONE =
  /erfolgreich|correctement|avec succès|correctamente|con éxito|correttamente|successo|sucesso|êxito|geslaagd|succesvol|pomyślnie|úspěšně|başarıyla|lyckades|har aktiverats|успешно|成功|正常に|완료|성공/
const ACTIVATED = /activ|aktiv|attiv|ativ|etkinleş|актив|ライセンス認証|認証|인증|激活|啟用/

/** Whether a row says in another language that a product was activated. */
export const saysActivated = (row: string) =>
  DONE.test(row.toLowerCase()) && ACTIVATED.test(row.toLowerCase())

/** Only kinds of grace are said with other signs than letters: elsewhere they are damage. */
const LETTERS_ALONE = /^[\p{L}\p{M} ]+$/u

function statusIn(text: string, stems: Stems): LicenseStatus | undefined {
  const isGrace = stems.grace.test(text)
  if (!isGrace && !LETTERS_ALONE.test(text)) return undefined
  const among: readonly LicenseStatus[] = isGrace ? GRACE : NO_GRACE
  return among.find((status) => stems[status].test(text))
}
