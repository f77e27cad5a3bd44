/** By what the output of Windows' own tools is known, in the languages known. */

/** The title of ipconfig. */
export const IPCONFIG_TITLE =
  /^\s*(?:Windows IP Configuration|Windows-IP-Konfiguration|Configuration IP de Windows|Configuración IP de Windows|Configurazione IP di Windows|Configuração de IP do Windows|Windows IP-configuratie|Konfiguracja IP systemu Windows|Настройка протокола IP для Windows|Windows IP 構成|Windows IP 구성|Windows IP 配置|Windows IP 設定)\s*$/m

/** What systeminfo calls Windows. */
export const SYSTEMINFO_ROW =
  /^\s*(?:OS Name|Betriebssystemname|Nom du système d.exploitation|Nombre del sistema operativo|Nome sistema operativo|Nome do sistema operacional|Naam (?:van )?besturingssysteem|Название ОС|OS 名|OS 이름|OS 名称|作業系統名稱)\s*[:：]/m

/** What DISM calls the edition of an installation. */
export const CURRENT_EDITION =
  'Current Edition|Aktuelle Edition|Édition actuelle|Edición actual|Edizione corrente|Edição Atual|Huidige editie|Текущий выпуск|現在のエディション|当前版本|目前的版本|현재 버전'

/** Its row, and the edition in it. */
export const CURRENT_EDITION_ROW = new RegExp(
  String.raw`^\s*(?:${CURRENT_EDITION})\s*:\s*([A-Za-z]{2,40})\s*$`,
  'm',
)
