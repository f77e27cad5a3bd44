import { BARE_LICENSE, TRANSLATED_NAMES } from './translated-names'

/**
 * THE TABLE OF FIELDS: what a structured source can say of a license, by its name in WMI (SoftwareLicensingProduct and
 * SoftwareLicensingService), and every other name under which a tool writes the same fact, the surest first. Names are
 * compared by their letters and digits alone, see `plainName`: "License Status", license_status and LicenseStatus0 are one.
 *
 * Sources: the WMI classes (Microsoft), slmgr.vbs, VAMT's database and lists, the hardware inventory of Configuration
 * Manager, licenseProfile of Azure Arc, windows_activation tables of osquery, and facts of Salt, Puppet and Ansible.
 */
export const FIELD_NAMES = {
  Machine: [
    'pscomputername',
    'fullyqualifieddomainname',
    'fqdn',
    'dnshostname',
    'inventoryhostname',
    'certname',
    'computername',
    'netbiosname',
    'netbios',
    'csname',
    'server',
    'node',
    'systemname',
    'machinename',
    'hostname',
    'devicename',
    'manageddevicename',
    'servername',
    'agenthostname',
    'ansiblefqdn',
    'ansiblehostname',
    'hostidentifier',
    'hosthostname',
    'hostdisplayname',
    'devicehostname',
    'machinehostname',
    'computerdnsname',
    'endpointname',
    'endpoint',
    'workstation',
    'affectedci',
    'configurationitem',
    'cmdbci',
    'vmname',
    'assetname',
    'networkname',
    'computer',
    'machine',
    'device',
    'host',
    'minion',
    ...TRANSLATED_NAMES.Machine,
  ],
  Domain: [
    'domainworkgroupname',
    'domain',
    'networkname',
    'domainworkgroup',
    'domainorworkgroup',
    'dnsdomain',
    'domainname',
  ],
  ID: ['id', 'activationid', 'skuid', 'sku', 'productskuid'],
  ApplicationID: ['applicationid', 'appid'],
  Name: [
    'name',
    'productname',
    'licensename',
    'skuname',
    'product',
    'licensedproduct',
    'softwarename',
    'software',
    ...TRANSLATED_NAMES.Name,
    ...BARE_LICENSE,
  ],
  /** Names the product where a source has no other name for it. */
  OperatingSystem: ['operatingsystem', 'osname', 'os', ...TRANSLATED_NAMES.OperatingSystem],
  Description: ['description', 'productdescription', 'licensedescription'],
  PartialProductKey: [
    'partialproductkey',
    'partialkey',
    'lastfive',
    'last5',
    'last5characters',
    'last5charactersofinstalledproductkey',
    'last5ofkey',
    'productkeylast5',
    'keylast5',
    'keysuffix',
    'productkeysuffix',
    'keytail',
    'productkeytail',
    'keyend',
    'keyending',
    'productkeyending',
    'keyendsin',
    'keyendswith',
    'keylastfive',
    'lastfiveofkey',
    'lastfivechars',
    'lastfivecharacters',
    'last5chars',
    'last5digits',
    'last5ofproductkey',
    'last5charsofkey',
    'licensekeylast5',
    ...TRANSLATED_NAMES.PartialProductKey,
  ],
  ProductKeyID: ['productkeyid', 'extendedpid', 'keyid'],
  ProductKeyChannel: ['productkeychannel', 'keychannel', 'licensechannel', 'activationchannel', 'channel'],
  OfflineInstallationId: ['offlineinstallationid', 'installationid', 'iid'],
  LicenseStatus: [
    'licensestatus',
    'licensestatuscode',
    'licensestatustext',
    'licensestatusname',
    'licensestatusvalue',
    'licensestatusdescription',
    'windowslicensestatus',
    'winlicensestatus',
    'activationstatus',
    'winactivationstatus',
    'windowsactivationstatus',
    'activationstate',
    'windowsactivationstate',
  ],
  /** Yes or no; a no leaves open which state it is. */
  IsLicensed: [
    'licensed',
    'islicensed',
    'activated',
    'isactivated',
    'windowsactivated',
    'windowslicensed',
    ...TRANSLATED_NAMES.IsLicensed,
  ],
  LicenseStatusReason: [
    'licensestatusreason',
    'licensestatusreasoncode',
    'statusreason',
    'notificationreason',
    'reasoncode',
    'errorcode',
    'hresult',
    'reason',
    ...TRANSLATED_NAMES.LicenseStatusReason,
  ],
  LicenseIsAddon: ['licenseisaddon'],
  /** Minutes, also as "259193 minute(s) (179 day(s))". */
  GracePeriodRemaining: [
    'graceperiodremaining',
    'graceperiodremainingminutes',
    'graceperiodminutes',
    'graceminutes',
    'remaininggraceminutes',
    'remaininggrace',
    'graceremaining',
    'graceremainingminutes',
    'minutesuntilexpiration',
    'minutestoexpiry',
    'expirationminutes',
    'expiryminutes',
    'minutesremaining',
    'remainingminutes',
    'minutes',
    'volumeactivationexpiration',
    'volumeactiviationexpiration',
    'timebasedactivationexpiration',
    'automaticvmactivationexpiration',
    'activationexpiration',
    'timeremaining',
  ],
  GraceDaysRemaining: [
    'gracedaysremaining',
    'graceperiodremainingdays',
    'graceperiodedays',
    'graceperioddays',
    'gracedays',
    'remaininggracedays',
    'daysremaining',
    'remainingdays',
    'daysleft',
    'graceremainingdays',
    'gracedaysleft',
    'daysuntilexpiration',
    'daysuntilexpiry',
    'daystoexpiry',
    'daystoexpiration',
    'expirationdays',
    'expirydays',
  ],
  EvaluationEndDate: ['evaluationenddate', 'evaluationend'],
  TrustedTime: ['trustedtime'],
  RemainingAppReArmCount: ['remainingapprearmcount', 'apprearmcount'],
  RemainingSkuReArmCount: ['remainingskurearmcount', 'skurearmcount'],
  RemainingWindowsReArmCount: [
    'remainingwindowsrearmcount',
    'windowsrearmcount',
    'remainingrearmcount',
    'rearmcount',
    'remainingrearms',
    'rearmsremaining',
    'rearmsleft',
  ],
  VLActivationType: ['vlactivationtype', 'activationtype', 'volumeactivationtype'],
  VLActivationInterval: ['vlactivationinterval', 'activationinterval'],
  VLRenewalInterval: ['vlrenewalinterval', 'renewalinterval'],
  ADActivationObjectName: ['adactivationobjectname'],
  AutomaticVMActivationHostMachineName: ['automaticvmactivationhostmachinename'],
  DiscoveredKeyManagementServiceMachineName: [
    'discoveredkeymanagementservicemachinename',
    'discoveredkmsmachinename',
    'discoveredkmsmachine',
    'discoveredkmshost',
    'discoveredkmsserver',
    'kmsdiscoveredmachine',
    'kmsdiscoveredserver',
    'kmsdiscoveredhost',
    'kmsmachinenamefromdns',
    'kmsfromdns',
    'kmsdns',
  ],
  DiscoveredKeyManagementServiceMachinePort: [
    'discoveredkeymanagementservicemachineport',
    'discoveredkmsport',
    'kmsdiscoveredport',
  ],
  DiscoveredKeyManagementServiceMachineIpAddress: [
    'discoveredkeymanagementservicemachineipaddress',
    'kmsmachineipaddress',
    'kmsipaddress',
  ],
  KeyManagementServiceMachine: [
    'keymanagementservicemachine',
    'kmsconfiguredmachine',
    'kmsconfiguredserver',
    'kmsconfiguredhost',
    'registeredkmsmachinename',
    'kmsmachinename',
    'kmsmachine',
    'kmsserver',
    'kmshost',
    'keymanagementservicehost',
    'kmshostname',
    'kms',
  ],
  KeyManagementServicePort: [
    'keymanagementserviceport',
    'kmsconfiguredport',
    'kmsmachineport',
    'kmsserverport',
    'kmsport',
  ],
  KeyManagementServiceProductKeyID: ['keymanagementserviceproductkeyid', 'kmsmachineextendedpid'],
  IsKeyManagementServiceMachine: ['iskeymanagementservicemachine', 'iskmshost'],
  KeyManagementServiceCurrentCount: ['keymanagementservicecurrentcount', 'kmscurrentcount', 'currentcount'],
  KeyManagementServiceTotalRequests: ['keymanagementservicetotalrequests'],
  KeyManagementServiceFailedRequests: ['keymanagementservicefailedrequests'],
  KeyManagementServiceUnlicensedRequests: ['keymanagementserviceunlicensedrequests'],
  KeyManagementServiceLicensedRequests: ['keymanagementservicelicensedrequests'],
  KeyManagementServiceOOBGraceRequests: ['keymanagementserviceoobgracerequests'],
  KeyManagementServiceOOTGraceRequests: ['keymanagementserviceootgracerequests'],
  KeyManagementServiceNonGenuineGraceRequests: ['keymanagementservicenongenuinegracerequests'],
  KeyManagementServiceNotificationRequests: ['keymanagementservicenotificationrequests'],
  ClientMachineID: ['clientmachineid', 'clientmachineidcmid', 'cmid'],
  KeyManagementServiceHostCaching: ['keymanagementservicehostcaching'],
  KeyManagementServiceListeningPort: ['keymanagementservicelisteningport'],
  KeyManagementServiceDnsPublishing: ['keymanagementservicednspublishing'],
  KeyManagementServiceLowPriority: ['keymanagementservicelowpriority'],
  /** When a tool read the machine, or heard of it last; never a column by which license data is known. */
  ObservedAt: [
    'collectedat',
    'observedat',
    'collected',
    'generatedat',
    'scannedat',
    'lastfetched',
    'lastscan',
    'lastscantime',
    'lastscandate',
    'scantime',
    'scandate',
    'lastinventory',
    'lastinventorydate',
    'inventorydate',
    'lasthardwarescan',
    'timestamp',
    'lastseen',
  ],
  /** Get-SubscriptionLicenseInfo: 1 is an active subscription. */
  SubscriptionStatusValue: ['subscriptionstatusvalue'],
  SubscriptionEdition: ['subscriptionedition'],
  SubscriptionExpiry: ['subscriptionexpiry', 'subscriptionexpiration', 'subscriptionexpirationdate'],
  /** The sentence of slmgr.vbs /xpr: "Windows(R), Professional edition: The machine is permanently activated." */
  Xpr: ['xpr', 'slmgrxpr', 'expirationstatement'],
} as const satisfies Record<string, readonly string[]>

export type FieldName = keyof typeof FIELD_NAMES

interface KnownName {
  field: FieldName
  /** 0 is the surest spelling. */
  rank: number
}

const BY_NAME = new Map<string, KnownName>(
  (Object.entries(FIELD_NAMES) as [FieldName, readonly string[]][])
    .flatMap(([field, names]) => names.map((name, rank): [string, KnownName] => [name, { field, rank }]))
    // Of a name that two fields share, the first field's stays.
    .toReversed(),
)

const LONGEST_NAME = 80
/** "Windows license partial key"; the name and status of Windows have spellings of their own above. */
const OF_WINDOWS =
  /^(?:windows|win)(?:os)?(?:license|licensing|activation)?(?=partial|last|grace|remaining|reason)/
/** Columns that somebody added to a product of ServiceNow, Dataverse or Configuration Manager. */
const OF_OURS = /^(?:u|x_\w{2,8}|cr[0-9a-f]{3,5}|custom|cf)_(?=[a-z])/i
/** The last mark behind the name of a class. */
const BEHIND_CLASS = /(?:[):\\/]| - )(?=(?:(?! - )[^):\\/])+$)/

/** A name by its letters and digits in lower case. */
export function plainName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

/**
 * The field that a column, property or key names; absent for all others. A class or table before it is left out
 * ("v_GS.LicenseStatus", "WMI (SoftwareLicensingProduct) LicenseStatus", "Windows license - License Status"), and so is the 0 with which Configuration Manager
 * ends its columns.
 */
export function fieldNamed(name: string): KnownName | undefined {
  if (name.length > LONGEST_NAME) return undefined
  const plain = plainName(name.slice(name.lastIndexOf('.') + 1))
  const known =
    BY_NAME.get(plain) ??
    (plain.endsWith('0') ? BY_NAME.get(plain.slice(0, -1)) : undefined) ??
    BY_NAME.get(plain.replace(OF_WINDOWS, ''))
  if (known !== undefined) return known
  const ours = OF_OURS.exec(name)
  if (ours !== null) return fieldNamed(name.slice(ours[0].length))
  const mark = name.search(BEHIND_CLASS)
  return mark < 0 ? undefined : BY_NAME.get(plainName(name.slice(mark + 1)))
}
