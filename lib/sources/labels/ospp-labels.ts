import type { LabelTable, ValueKind } from './label-table'

/** Every row ospp.vbs prints, by its meaning, and how its value wraps. */
export const OSPP_FIELDS = {
  processing: 'ignored',
  exiting: 'ignored',
  separator: 'ignored',
  productId: 'word',
  skuId: 'guid',
  name: 'text',
  description: 'text',
  betaExpiration: 'moment',
  status: 'word',
  errorCode: 'word',
  errorDescription: 'ignored',
  remainingGrace: 'minutes',
  partialKey: 'word',
  activationType: 'word',
  cmid: 'guid',
  registeredHost: 'host',
  dnsHost: 'host',
  lookupDomain: 'host',
  noHostInDns: 'ignored',
  hostAddress: 'host',
  hostPid: 'pid',
  activationInterval: 'minutes',
  renewalInterval: 'minutes',
  hostCaching: 'word',
  directoryDetail: 'ignored',
  actingOn: 'ignored',
  actId: 'word',
  activationSucceeded: 'ignored',
  activationFailed: 'ignored',
  noProducts: 'ignored',
} as const satisfies Record<string, ValueKind>

export type OsppField = keyof typeof OSPP_FIELDS

/** Rows of ospp.vbs of Office 2010 to LTSC 2024 (the script's own texts and field output). */
export const OSPP_ENGLISH = {
  language: 'en',
  grade: 'seen',
  labels: {
    productId: ['PRODUCT ID'],
    skuId: ['SKU ID'],
    name: ['LICENSE NAME'],
    description: ['LICENSE DESCRIPTION'],
    betaExpiration: ['BETA EXPIRATION'],
    status: ['LICENSE STATUS'],
    errorCode: ['ERROR CODE'],
    errorDescription: ['ERROR DESCRIPTION'],
    remainingGrace: ['REMAINING GRACE'],
    partialKey: ['Last 5 characters of installed product key'],
    activationType: ['Activation Type Configuration'],
    cmid: ['Client Machine ID (CMID)'],
    registeredHost: ['KMS machine registry override defined', 'Registered KMS machine name'],
    dnsHost: ['KMS machine name from DNS'],
    lookupDomain: ['Registered KMS SRV record lookup domain', 'KMS SRV record lookup domain'],
    hostAddress: ['KMS machine IP address'],
    hostPid: ['KMS machine extended PID'],
    activationInterval: ['Activation Interval'],
    renewalInterval: ['Renewal Interval'],
    hostCaching: ['KMS host caching'],
    directoryDetail: ['Activation Object name', 'AO DN', 'AO extended PID', 'AO activation ID'],
    actId: ['*** ID'],
  },
  sentences: {
    processing: ['---Processing---'],
    exiting: ['---Exiting---'],
    noHostInDns: ['DNS auto-discovery: KMS name not available'],
    actingOn: ['Installed product key detected - attempting to activate the following product'],
    activationSucceeded: ['<Product activation successful>'],
    activationFailed: ['<Product activation failed>'],
    noProducts: ['<No installed product keys detected>'],
  },
  statuses: {
    UNLICENSED: 'unlicensed',
    LICENSED: 'licensed',
    OOB_GRACE: 'initialGrace',
    OOT_GRACE: 'outOfToleranceGrace',
    NON_GENUINE_GRACE: 'nonGenuineGrace',
    NOTIFICATIONS: 'notification',
    'EXTENDED GRACE': 'extendedGrace',
    EXTENDED_GRACE: 'extendedGrace',
  },
} as const satisfies LabelTable<OsppField>

/** Only the row a French monitoring script looks for; not seen in a whole output. */
export const OSPP_FRENCH = {
  language: 'fr',
  grade: 'matched',
  labels: { status: ['ÉTAT DE LA LICENCE'] },
  statuses: { 'LICENCE ACCORDÉE': 'licensed' },
} as const satisfies LabelTable<OsppField>

/** From the test data of another tool. */
export const OSPP_VIETNAMESE = {
  language: 'vi',
  grade: 'matched',
  labels: { name: ['TÊN GIẤY PHÉP'], status: ['TRẠNG THÁI GIẤY PHÉP'] },
  statuses: { 'ĐÃ CẤP PHÉP': 'licensed' },
} as const satisfies LabelTable<OsppField>
