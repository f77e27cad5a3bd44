import type { Condition } from '../license/lapse'
import { LICENSE_STATUS_LABEL } from '../license/license-status'
import type { Channel, LicenseObservation, LicenseStatus } from '../observation'

/** The conditions in the order of menus, legends and columns, and of stacked charts from the bottom up. */
export const CONDITIONS: readonly Condition[] = ['licensed', 'grace', 'notification', 'unlicensed', 'silent']

/** One word for badges, legends and filters. No tables behind this file: pages may import it in the browser. */
const CONDITION_LABEL: Readonly<Record<Condition, string>> = {
  licensed: 'Licensed',
  grace: 'Grace',
  notification: 'Notification',
  unlicensed: 'Unlicensed',
  silent: 'Silent',
}

/** Where a license comes from, as the end of "Licensed ...". */
const CHANNEL_PHRASE: Readonly<Record<Channel, string>> = {
  'KMS client': 'through KMS',
  MAK: 'with a MAK',
  'KMS host': 'as a KMS host',
  Retail: 'with a retail key',
  OEM: 'through the manufacturer (OEM)',
  Evaluation: 'for evaluation',
  AVMA: 'through the Hyper-V host (AVMA)',
  Subscription: 'through a subscription',
  Unknown: '',
}

const ACTIVATED_BY_PHRASE: Readonly<Record<NonNullable<LicenseObservation['activatedBy']>, string>> = {
  kms: 'through KMS',
  directory: 'through the directory',
  token: 'through a token',
  avma: 'through the Hyper-V host (AVMA)',
}

/** 'Notification' */
export function conditionLabel(condition: Condition): string {
  return CONDITION_LABEL[condition]
}

/** 'Additional grace period': the words of slmgr.vbs. */
export function statusLabel(status: LicenseStatus): string {
  return LICENSE_STATUS_LABEL[status]
}

/** 'Grace (Additional grace period)'; 'Notification' where both words are the same. */
export function stateWords(condition: Condition, status: LicenseStatus): string {
  const [word, full] = [conditionLabel(condition), statusLabel(status)]
  return word === full ? word : `${word} (${full})`
}

/** 'through KMS', 'with a MAK', 'through the directory'; empty when nothing tells. */
export function channelPhrase(channel: Channel, activatedBy?: LicenseObservation['activatedBy']): string {
  return activatedBy === undefined ? CHANNEL_PHRASE[channel] : ACTIVATED_BY_PHRASE[activatedBy]
}
