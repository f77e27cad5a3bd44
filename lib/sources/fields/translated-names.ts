const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/**
 * What people call fields in lists of their own, by letters and digits alone: German, French, Spanish, Portuguese, Italian,
 * Dutch, Polish, Czech, Turkish, Russian, Japanese, Korean and Chinese.
 */
export const TRANSLATED_NAMES = {
  Machine:
    words(`rechnername rechner gerät gerätename hostname nombredeequipo equipo nomdelordinateur ordinateur poste
    имякомпьютера компьютер nazwakomputera komputer nomecomputer nomedocomputador computador computernaam názevpočítače
    počítač bilgisayaradı bilgisayar コンピューター名 コンピュータ名 컴퓨터이름 컴퓨터 计算机名 电脑名称 電腦名稱`),
  Name: words(`produkt produktname produit nomduproduit producto nombredelproducto produto nomedoproduto prodotto
    nomeprodotto productnaam názevproduktu nazwaproduktu ürün ürünadı продукт названиепродукта 製品 製品名 제품
    제품이름 产品 产品名称 產品 產品名稱`),
  OperatingSystem: words(
    `betriebssystem systèmedexploitation sistemaoperativo sistemaoperacional besturingssysteem операционнаясистема`,
  ),
  PartialProductKey:
    words(`letzte5 letzte5zeichen letzte5stellen letztefünf letztefünfzeichen letztefünfstellen schlüsselende
    schlüsselendung keyende keyendung teilschlüssel teilproductkey teilproduktschlüssel
    5derniers 5dernierscaractères cinqderniers cinqdernierscaractères findeclé findelaclé cléfinissantpar clépartielle
    últimos5 últimos5caracteres últimos5dígitos ultimos5 ultimos5caracteres últimoscinco finaldeclave finaldelaclave
    terminacióndeclave claveparcial finaldachave chaveparcial
    ultimi5 ultimi5caratteri ultime5 ultime5cifre ultimicinque finechiave finedellachiave chiaveparziale
    laatste5 laatste5tekens laatstevijf eindvansleutel ostatnie5 ostatnie5znaków końcówkaklucza
    posledních5 posledních5znaků konecklíče son5 son5karakter последние5 последние5символов последниепять конецключа
    末尾5桁 末尾5文字 下5桁 最後の5文字 마지막5자리 끝5자리 后五位 后5位 最后5位 最后五位 末五碼 末5碼 最後五碼`),
  LicenseStatusReason:
    words(`grund ursache fehlercode raison motif codederreur motivo códigodeerror códigodoerro codiceerrore
    codicedierrore reden foutcode powód kodbłędu důvod kódchyby neden hatakodu причина кодошибки 理由 エラーコード 사유 오류코드 原因 错误代码 錯誤碼`),
  IsLicensed: words(`lizenziert istlizenziert aktiviert istaktiviert windowsaktiviert
    licencié souslicence activé activée estactivé windowsactivé licenciado activado estáactivado windowsactivado
    ativado estáativado windowsativado attivato concessoinlicenza windowsattivato gelicentieerd geactiveerd
    licencjonowany aktywowany aktywowane licencováno aktivováno aktivovaný lisanslı etkinleştirildi
    лицензирован лицензировано активирован активировано ライセンス認証済み 認証済み 인증됨 정품인증됨
    已激活 是否激活 已授权 已啟用 已授權`),
} as const

/** "License" heads a column of products as well as one of states, or of yes and no: the value tells which. */
export const BARE_LICENSE: ReadonlySet<string> = new Set(
  words(`license licence licensing lizenz licencia licença licenza licentie licencja lisans лицензия ライセンス 라이선스
    许可证 授权 授權`),
)
