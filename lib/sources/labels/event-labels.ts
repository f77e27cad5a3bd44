/**
 * What Event Viewer writes in front of the parts of an event when it is copied, and over the columns of a CSV export, in English,
 * German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Turkish, Russian, Japanese, Korean and Chinese. In Japanese,
 * simplified Chinese, Russian and the beginnings in French they were seen in copies; elsewhere they are from translated
 * documentation. None of them says anything of a license by itself: the numbers of the event do.
 */
export const EVENT_LABELS = {
  log: [
    ...['Log Name', 'Protokollname', 'Nom du journal', 'Nombre de registro', 'Nome registro', 'Nome do log'],
    ...['Logboeknaam', 'Nazwa dziennika', 'Název protokolu', 'Günlük Adı', 'Имя журнала', 'ログの名前'],
    ...['로그 이름', '日志名称', '記錄檔名稱', '記錄名稱'],
  ],
  provider: [
    ...['Source', 'Quelle', 'Origen', 'Origine', 'Fonte', 'Bron', 'Źródło', 'Zdroj', 'Kaynak', 'Источник'],
    ...['ソース', '원본', '来源', '來源'],
  ],
  time: [...['Date', 'Datum', 'Fecha', 'Data', 'Tarih', 'Дата', '日付', '날짜', '日期']],
  id: [
    ...['Event ID', 'Ereignis-ID', 'ID de l’événement', 'ID. de evento', 'Id. del evento', 'Id. de evento'],
    ...['ID evento', 'ID do evento', 'Identificação do Evento', 'Gebeurtenis-id', 'Identyfikator zdarzenia'],
    ...['ID události', 'Olay kimliği', 'Код события', 'イベント ID', '이벤트 ID', '事件 ID', '事件識別碼'],
  ],
  computer: [
    ...['Computer', 'Ordinateur', 'Equipo', 'Computador', 'Komputer', 'Počítač', 'Bilgisayar', 'Компьютер'],
    ...['コンピューター', 'コンピュータ', '컴퓨터', '计算机', '電腦'],
  ],
  description: [
    ...['Description', 'Beschreibung', 'Descripción', 'Descrizione', 'Descrição', 'Beschrijving', 'Opis'],
    ...['Popis', 'Açıklama', 'Описание', '説明', '설명', '描述'],
  ],
  xml: [
    'Event Xml',
    'Ereignis-XML',
    'XML de l’événement',
    'XML de evento',
    'XML evento',
    'XML do Evento',
    'Xml события',
  ],
  other: [
    ...[
      'Task Category',
      'Aufgabenkategorie',
      'Catégorie de la tâche',
      'Categoría de la tarea',
      'タスクのカテゴリ',
    ],
    ...[
      'Categoria attività',
      'Categoria da Tarefa',
      'Taakcategorie',
      'Категория задачи',
      '任务类别',
      '工作類別',
    ],
    ...[
      'Level',
      'Ebene',
      'Niveau',
      'Nivel',
      'Livello',
      'Nível',
      'Poziom',
      'Úroveň',
      'Düzey',
      'Уровень',
      'レベル',
    ],
    ...[
      '수준',
      '级别',
      '等級',
      'Keywords',
      'Schlüsselwörter',
      'Mots clés',
      'Palabras clave',
      'Parole chiave',
    ],
    ...['Palavras-chave', 'Trefwoorden', 'Ключевые слова', 'キーワード', '키워드', '关键字', '關鍵字'],
    ...[
      'User',
      'Benutzer',
      'Utilisateur',
      'Usuario',
      'Utente',
      'Usuário',
      'Gebruiker',
      'Użytkownik',
      'Uživatel',
    ],
    ...['Kullanıcı', 'Пользователь', 'ユーザー', '사용자', '用户', '使用者'],
    ...['Opcode', 'OpCode', 'Kod operacji', 'Код операции', 'オペコード', '操作代码'],
  ],
} as const satisfies Record<string, readonly string[]>

/** Over the times of a CSV export, in the same languages. */
export const DATE_AND_TIME = [
  ...['Date and Time', 'Datum und Uhrzeit', 'Date et heure', 'Fecha y hora', 'Data e ora', 'Data e Hora'],
  ...['Datum en tijd', 'Data i godzina', 'Datum a čas', 'Tarih ve Saat', 'Дата и время', '日付と時刻'],
  ...['날짜 및 시간', '日期和时间', '日期和時間'],
] as const
