import type { LicenseStatus } from '@/lib/activation/observation'
import type { LabelTable } from './label-table'
import type { SlmgrField } from './slmgr-fields'

type Words = Partial<Record<LicenseStatus, readonly string[]>>

/**
 * How slmgr.vbs may say each status elsewhere, from general knowledge: of most of these no output was seen. They are spellings
 * to accept beside rows that show a product, and never decide a status alone.
 */
const WORDS: readonly { language: string; labels: LabelTable<SlmgrField>['labels']; words: Words }[] = [
  {
    language: 'de',
    labels: {
      notificationReason: [
        'Grund für Benachrichtigung',
        'Benachrichtigungsgrund',
        'Grund für die Benachrichtigung',
      ],
    },
    words: {
      unlicensed: ['Nicht lizenziert', 'Unlizenziert'],
      initialGrace: [
        'Anfänglicher Karenzzeitraum',
        'Anfängliche Karenzzeit',
        'Ursprüngliche Aktivierungsfrist',
      ],
      outOfToleranceGrace: ['Zusätzlicher Karenzzeitraum', 'Zusätzliche Karenzzeit'],
      nonGenuineGrace: ['Karenzzeitraum für nicht originale Software', 'Nicht-Original-Karenzzeitraum'],
      notification: ['Benachrichtigung', 'Benachrichtigungsmodus'],
      extendedGrace: ['Erweiterter Karenzzeitraum', 'Verlängerter Karenzzeitraum'],
    },
  },
  {
    language: 'fr',
    labels: { notificationReason: ['Raison de la notification', 'Motif de la notification'] },
    words: {
      unlicensed: ['Sans licence', 'Non licencié', 'Aucune licence'],
      licensed: ['Licencié', 'Sous licence'],
      initialGrace: ['Période de grâce initiale'],
      outOfToleranceGrace: ['Période de grâce supplémentaire'],
      nonGenuineGrace: ['Période de grâce de version non authentique'],
      notification: ['Notification', 'Mode de notification'],
      extendedGrace: ['Période de grâce étendue', 'Période de grâce prolongée'],
    },
  },
  {
    language: 'es',
    labels: { notificationReason: ['Motivo de la notificación', 'Motivo de notificación'] },
    words: {
      unlicensed: ['Sin licencia'],
      initialGrace: ['Período de gracia inicial', 'Periodo de gracia inicial'],
      outOfToleranceGrace: ['Período de gracia adicional', 'Periodo de gracia adicional'],
      notification: ['Notificación', 'Modo de notificación'],
      extendedGrace: ['Período de gracia extendido', 'Periodo de gracia extendido'],
    },
  },
  {
    language: 'it',
    labels: {
      status: ['Stato della licenza', 'Stato licenza'],
      notificationReason: ['Motivo della notifica', 'Motivo notifica'],
    },
    words: {
      unlicensed: ['Senza licenza'],
      licensed: ['Con licenza', 'Concesso in licenza'],
      initialGrace: ['Periodo di tolleranza iniziale', 'Periodo di prova iniziale'],
      outOfToleranceGrace: ['Periodo di tolleranza aggiuntivo'],
      notification: ['Notifica', 'Modalità di notifica'],
      extendedGrace: ['Periodo di tolleranza esteso'],
    },
  },
  {
    language: 'pt-BR',
    labels: {
      status: ['Estado da licença', 'Estado da Licença'],
      notificationReason: ['Motivo da notificação', 'Razão da notificação'],
    },
    words: {
      unlicensed: ['Não licenciado', 'Sem licença'],
      initialGrace: [
        'Período de carência inicial',
        'Período de cortesia inicial',
        'Período de tolerância inicial',
      ],
      outOfToleranceGrace: ['Período de carência adicional', 'Período de cortesia adicional'],
      notification: ['Notificação', 'Modo de notificação'],
      extendedGrace: ['Período de carência estendido', 'Período de cortesia estendido'],
    },
  },
  {
    language: 'nl',
    labels: { notificationReason: ['Reden van melding', 'Reden voor melding', 'Reden voor kennisgeving'] },
    words: {
      unlicensed: ['Zonder licentie', 'Niet gelicentieerd', 'Geen licentie'],
      initialGrace: ['Initiële respijtperiode', 'Eerste respijtperiode'],
      outOfToleranceGrace: ['Extra respijtperiode', 'Aanvullende respijtperiode'],
      notification: ['Melding', 'Kennisgeving', 'Meldingsmodus'],
      extendedGrace: ['Uitgebreide respijtperiode', 'Verlengde respijtperiode'],
    },
  },
  {
    language: 'pl',
    labels: {
      name: ['Nazwa'],
      description: ['Opis'],
      partialKey: ['Częściowy klucz produktu'],
      status: ['Stan licencji', 'Status licencji'],
      notificationReason: ['Przyczyna powiadomienia', 'Powód powiadomienia'],
    },
    words: {
      unlicensed: ['Bez licencji', 'Nielicencjonowany', 'Brak licencji'],
      licensed: ['Licencjonowany', 'Licencja udzielona', 'Z licencją'],
      initialGrace: ['Początkowy okres prolongaty'],
      outOfToleranceGrace: ['Dodatkowy okres prolongaty'],
      notification: ['Powiadomienie', 'Powiadamianie', 'Tryb powiadamiania'],
      extendedGrace: ['Rozszerzony okres prolongaty', 'Przedłużony okres prolongaty'],
    },
  },
  {
    language: 'cs',
    labels: {
      name: ['Název'],
      description: ['Popis'],
      partialKey: ['Částečný kód Product Key', 'Částečný kód product key'],
      status: ['Stav licence'],
      notificationReason: ['Důvod oznámení', 'Důvod upozornění'],
    },
    words: {
      unlicensed: ['Bez licence', 'Nelicencováno'],
      licensed: ['Licencováno', 'S licencí'],
      initialGrace: ['Počáteční období odkladu'],
      outOfToleranceGrace: ['Další období odkladu'],
      notification: ['Oznámení', 'Upozornění', 'Režim oznámení'],
      extendedGrace: ['Prodloužené období odkladu'],
    },
  },
  {
    language: 'tr',
    labels: {
      name: ['Ad', 'Adı'],
      description: ['Açıklama', 'Tanım'],
      partialKey: ['Kısmi Ürün Anahtarı'],
      status: ['Lisans Durumu'],
      notificationReason: ['Bildirim Nedeni'],
    },
    words: {
      unlicensed: ['Lisanssız', 'Lisanslanmamış'],
      licensed: ['Lisanslı', 'Lisanslanmış'],
      notification: ['Bildirim', 'Bildirim modu'],
    },
  },
  {
    language: 'sv',
    labels: {
      name: ['Namn'],
      description: ['Beskrivning'],
      partialKey: ['Partiell produktnyckel', 'Delvis produktnyckel'],
      status: ['Licensstatus'],
      notificationReason: ['Orsak till meddelande', 'Meddelandeorsak'],
    },
    words: {
      unlicensed: ['Olicensierad', 'Inte licensierad'],
      licensed: ['Licensierad'],
      notification: ['Meddelande', 'Meddelandeläge', 'Avisering'],
    },
  },
  {
    language: 'ru',
    labels: { notificationReason: ['Причина уведомления'] },
    words: {
      unlicensed: ['Не имеет лицензии', 'Нет лицензии', 'Без лицензии'],
      initialGrace: ['Начальный льготный период', 'Первоначальный льготный период'],
      outOfToleranceGrace: ['Дополнительный льготный период'],
      nonGenuineGrace: ['Льготный период для неподлинной копии'],
      notification: ['Уведомление', 'Режим уведомления', 'Режим уведомлений'],
      extendedGrace: ['Расширенный льготный период', 'Продленный льготный период'],
    },
  },
  {
    language: 'ja',
    labels: { notificationReason: ['通知の理由', '通知理由'] },
    words: {
      unlicensed: ['ライセンスなし', '未ライセンス', 'ライセンスされていません'],
      initialGrace: ['初期猶予期間'],
      outOfToleranceGrace: ['追加猶予期間', '追加の猶予期間'],
      nonGenuineGrace: ['非正規品の猶予期間'],
      notification: ['通知', '通知モード'],
      extendedGrace: ['延長猶予期間', '延長された猶予期間'],
    },
  },
  {
    language: 'ko',
    labels: { notificationReason: ['알림 이유', '알림 사유'] },
    words: {
      unlicensed: ['사용 허가되지 않음', '사용 허가 안 됨', '라이선스 없음'],
      initialGrace: ['초기 유예 기간'],
      outOfToleranceGrace: ['추가 유예 기간'],
      nonGenuineGrace: ['비정품 유예 기간'],
      notification: ['알림', '알림 모드'],
      extendedGrace: ['연장된 유예 기간'],
    },
  },
  {
    language: 'zh-CN',
    labels: { notificationReason: ['通知原因'] },
    words: {
      unlicensed: ['未授权', '未获许可', '未经许可', '未许可'],
      initialGrace: ['初始宽限期'],
      outOfToleranceGrace: ['附加宽限期', '额外宽限期'],
      nonGenuineGrace: ['非正版宽限期'],
      notification: ['通知', '通知模式'],
      extendedGrace: ['延长宽限期', '延长的宽限期', '扩展宽限期'],
    },
  },
  {
    language: 'zh-TW',
    labels: { notificationReason: ['通知原因'] },
    words: {
      unlicensed: ['未授權', '未經授權'],
      initialGrace: ['初始寬限期', '起始寬限期'],
      outOfToleranceGrace: ['額外寬限期', '附加寬限期'],
      nonGenuineGrace: ['非正版寬限期'],
      notification: ['通知', '通知模式'],
      extendedGrace: ['延長寬限期', '延長的寬限期'],
    },
  },
]

/** The words as tables of the language they are of. */
export const SLMGR_STATUS_WORDS = WORDS.map(({ language, labels, words }): LabelTable<SlmgrField> => {
  const pairs = Object.entries(words).flatMap(([status, spellings]) =>
    spellings.map((spelling): [string, LicenseStatus] => [spelling, status as LicenseStatus]),
  )
  return {
    language,
    grade: 'documentation',
    labels,
    statuses: Object.fromEntries(pairs),
  }
})
