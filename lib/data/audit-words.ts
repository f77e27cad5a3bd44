import { formatDateTime } from '@/lib/format/dates'

/**
 * Every action of the audit log, and how the log says it: "Ada added the key ...". The name is what an operation
 * writes; one that is not here does not compile, so no entry is without words.
 */
const ACTION_WORDS = {
  'session.start': 'signed in',
  'session.end': 'signed out',
  'session.confirm': 'showed again to be',
  'session.endOne': 'ended a session of',
  'session.endOthers': 'ended other sessions of',
  'session.refuse': 'was refused at sign-in as',
  'session.hold': 'has to wait before signing in as',
  'access.refuse': 'was refused by role',
  'origin.refuse': 'sent a write from another site’s page',
  'token.refuse': 'was refused with the API token',
  'setup.link': 'created the setup link for the first licensing admin',
  'user.invite': 'invited',
  'user.withdrawInvitation': 'withdrew the invitation of',
  'user.create': 'created the account of',
  'user.join': 'joined with a one-time link',
  'user.passwordLink': 'created a password link for',
  'user.emergencyLink': 'created an emergency link for',
  'user.newPassword': 'set a new password for',
  'user.changeRole': 'changed the role of',
  'user.limit': 'changed whose machines are seen by',
  'user.link': 'took over the account of',
  'user.allowLink': 'let a provider take over the account of',
  'user.makeEmergency': 'made the emergency account of',
  'user.endEmergency': 'ended the emergency account of',
  'signIn.add': 'set up the sign-in through',
  'signIn.change': 'changed the sign-in through',
  'signIn.on': 'switched on the sign-in through',
  'signIn.off': 'switched off the sign-in through',
  'signIn.remove': 'removed the sign-in through',
  'signIn.mapGroup': 'gave a role to a group of',
  'signIn.unmapGroup': 'took the role from a group of',
  'signIn.test': 'tested the sign-in through',
  'session.withdraw': 'ended the sessions of',
  'session.emergency': 'signed in with the emergency account',
  'user.disable': 'disabled',
  'user.enable': 'enabled',
  'user.rename': 'changed their own name, before',
  'factor.addApp': 'set up an authenticator app for',
  'factor.removeApp': 'removed the authenticator app of',
  'factor.addPasskey': 'added a passkey for',
  'factor.removePasskey': 'removed a passkey of',
  'factor.renewRecoveryCodes': 'made new recovery codes for',
  'factor.useRecoveryCode': 'used a recovery code of',
  'factor.remove': 'removed every second factor of',
  'access.rules': 'changed the rules of access',
  'audit.erasePerson': 'erased from the audit log',
  'audit.cut': 'removed what is older than is kept from',
  'token.create': 'created the API token',
  'token.rotate': 'gave a new secret to the API token',
  'token.revoke': 'revoked the API token',
  'channel.add': 'added the channel',
  'channel.change': 'changed the channel',
  'channel.renew': 'gave a new secret to the channel',
  'channel.endPrevious': 'ended the previous secret of the channel',
  'channel.off': 'switched off the channel',
  'channel.on': 'switched on the channel',
  'channel.remove': 'removed the channel',
  'channel.test': 'sent a test through',
  'route.add': 'added the route',
  'route.change': 'changed the route',
  'route.remove': 'removed the route',
  'delivery.again': 'sent again a message to',
  'view.save': 'saved the view',
  'view.change': 'changed the view',
  'view.remove': 'removed the view',
  'alert.acknowledge': 'acknowledged the alert',
  'alert.assign': 'assigned the alert',
  'alert.snooze': 'snoozed the alert',
  'alert.close': 'closed the alert',
  'alert.note': 'wrote a note on the alert',
  'alert.changeLimits': 'changed the limits of the alert',
  'alert.switchOff': 'switched off for everybody the alert',
  'alert.switchOn': 'switched on again the alert',
  'alert.muteOwn': 'switched off for themselves the alert',
  'alert.unmuteOwn': 'switched on again for themselves the alert',
  'alert.addMaintenance': 'planned maintenance of',
  'alert.endMaintenance': 'ended the maintenance of',
  'plan.save': 'saved the plan',
  'plan.takeIntoForce': 'took into force the plan',
  'plan.end': 'ended the plan',
  'whatIf.ask': 'asked what if',
  'whatIf.cancel': 'cancelled the question what if',
  'report.entitle': 'changed the licenses bought of',
  'report.share': 'shared the report',
  'report.unshare': 'withdrew the link to the report',
  'report.open': 'opened the link to the report',
  'report.schedule': 'scheduled the report',
  'report.unschedule': 'removed the schedule of the report',
  'report.pause': 'paused the schedule of the report',
  'report.resume': 'resumed the schedule of the report',
  'note.add': 'wrote a note on',
  'note.remove': 'removed a note from',
  'import.discard': 'discarded unrecognised imports:',
  'import.create': 'uploaded',
  'import.describe': 'set the machine or the time of',
  'import.record': 'imported',
  'import.cancel': 'cancelled the import of',
  'import.undo': 'undid the import of',
  'client.join': 'merged the name',
  'client.part': 'separated the name',
  'client.undoJoin': 'permanently separated the name',
  'client.rename': 'renamed',
  'client.merge': 'merged the machine',
  'client.forget': 'forgot',
  'client.bringBack': 'brought back',
  'client.return': 'heard again of the forgotten machine',
  'belonging.set': 'set by hand site, owner, department or tags of',
  'belonging.importList': 'imported sites and owners from',
  'belonging.addRule': 'added the rule for sites and owners',
  'belonging.changeRule': 'changed the rule for sites and owners',
  'belonging.moveRule': 'moved the rule for sites and owners',
  'belonging.removeRule': 'removed the rule for sites and owners',
  'network.addUnit': 'added to the networks',
  'network.changeUnit': 'changed in the networks',
  'network.retireUnit': 'retired in the networks',
  'network.reinstateUnit': 'restored in the networks',
  'network.removeUnit': 'removed from the networks',
  'network.addZone': 'added the DNS zone',
  'network.changeZone': 'changed the DNS zone',
  'network.retireZone': 'retired the DNS zone',
  'network.reinstateZone': 'restored the DNS zone',
  'network.removeZone': 'removed the DNS zone',
  'network.setExpectation': 'changed an exception of the DNS zone',
  'network.import': 'imported networks from',
  'directory.add': 'added the directory',
  'directory.change': 'changed the directory',
  'directory.remove': 'removed the directory',
  'directory.test': 'tested the connection to the directory',
  'directory.read': 'read the directory',
  'mak.spend': 'planned activations with',
  'mak.correct': 'corrected the ledger of',
  'mak.increase': 'entered an increase for',
  'mak.microsoftCount': 'entered Microsoft’s count for',
  'mak.lowCountRules': 'set the alerts of',
  'key.add': 'added the key',
  'key.join': 'added the full key of',
  'key.edit': 'changed the details of the key',
  'key.retire': 'retired the key',
  'key.restore': 'restored the key',
  'key.reveal': 'revealed the full key',
  'key.ask': 'asked for the full key',
  'key.release': 'released the full key',
  'key.refuseRelease': 'refused to release the full key',
  'key.reseal': 're-encrypted the stored keys with a new encryption key',
  'key.activateHost': 'entered a KMS host activation for',
  'key.withdrawHost': 'withdrew a KMS host activation of',
  'key.hostLimits': 'changed the limits of',
  'exchange.prepare': 'prepared',
  'exchange.carryOut': 'recorded the handover of',
  'exchange.ask': 'asked to take out',
  'exchange.release': 'released',
  'exchange.refuseRelease': 'refused to release',
  'exchange.takeFile': 'downloaded the file of',
  'exchange.answer': 'entered confirmation IDs for',
  'exchange.replaceAnswer': 'replaced a confirmation ID of',
  'exchange.apply': 'marked confirmation IDs as applied in',
  'exchange.cancel': 'cancelled the open requests of',
  'exchange.expire': 'released the activations of',
  'discovery.check': 'checked DNS for all zones',
  'discovery.setInterval': 'changed how often DNS is checked',
  'discovery.checkAlias': 'checked DNS for the name',
  'sample.load': 'loaded the sample fleet',
  'sample.remove': 'removed the sample fleet',
  'reference.add': 'added to the reference',
  'reference.correct': 'corrected in the reference',
  'reference.import': 'imported into the reference',
  'reference.withdraw': 'withdrew the reference entry for',
  'kmsHost.register': 'registered the KMS host',
  'kmsHost.registerList': 'registered KMS hosts from a list',
  'kmsHost.change': 'changed the KMS host',
  'kmsHost.retire': 'retired the KMS host',
  'kmsHost.restore': 'restored the KMS host',
  'kmsHost.mergeNames': 'merged with another name the KMS host',
  'kmsHost.partName': 'separated from another name the KMS host',
} as const

/** What an entry of the audit log may be about. */
export type AuditAction = keyof typeof ACTION_WORDS

/** 'retired the key', to be followed by its name; the bare name of an action that an older console wrote. */
export function actionWords(action: string): string {
  return action in ACTION_WORDS ? ACTION_WORDS[action as AuditAction] : action
}

/** The subject's own name, where the entry carries one. */
export function subjectName(before: unknown, after: unknown): string | undefined {
  const facts = { ...recordOf(before), ...recordOf(after) }
  const name = facts.name ?? facts.fileName ?? facts.email
  return typeof name === 'string' ? name : undefined
}

/** 'role: helpdesk, now manager'; what was added has no before. What the entry's own words say is left out. */
export function changesOf(before: unknown, after: unknown): string[] {
  const earlier = recordOf(before)
  const later = recordOf(after)
  return Object.entries({ ...earlier, ...later })
    .filter(([key]) => !HEAD_FIELDS.has(key) && earlier[key] !== later[key])
    .map(([key]) => changeOf(fieldWords(key), earlier[key], later[key]))
}

const HEAD_FIELDS = new Set(['name', 'fileName', 'enabled'])

function changeOf(field: string, earlier: unknown, later: unknown): string {
  if (earlier === undefined) return `${field}: ${valueWords(later)}`
  if (later === undefined) return `${field} was ${valueWords(earlier)}`
  return `${field}: ${valueWords(earlier)}, now ${valueWords(later)}`
}

/** Fields whose name in an entry is not how people call it. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  baseDn: 'base',
  bindDn: 'account',
  cmid: 'CMID',
  givenBack: 'activations released',
  hostName: 'machine',
  intervalMinutes: 'minutes between checks',
  keptApart: 'kept separate',
  observedAt: 'read at',
  ownAuthority: 'certificate of your own authority',
  reapplied: 'used again',
  sameAs: 'same host as',
  sha256: 'SHA-256',
  sizeBytes: 'size in bytes',
}

/** 'sizeBytes' as 'size in bytes', 'isSample' as 'sample', 'keyGroup' as 'key group'. */
function fieldWords(field: string): string {
  return FIELD_WORDS[field] ?? spaced(field.replace(/^is(?=[A-Z])/, ''))
}

/** 'licensingAdmin' as 'licensing admin'. */
function spaced(name: string): string {
  return name.replace(
    /(^|[a-z])([A-Z])/g,
    (_, end: string, start: string) => `${end}${end && ' '}${start.toLowerCase()}`,
  )
}

function valueWords(value: unknown): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (value === null || value === '') return 'none'
  if (typeof value === 'number') return value.toLocaleString('en-US')
  if (typeof value === 'string') return textWords(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join(', ')
  return Object.entries(recordOf(value))
    .map(([field, one]) => `${fieldWords(field)} ${valueWords(one)}`)
    .join(', ')
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** 'licensingAdmin' as 'licensing admin', a moment as '3 Mar 2027, 14:05 UTC'. */
function textWords(text: string): string {
  if (MOMENT.test(text)) return formatDateTime(new Date(text))
  return /^[a-z]+([A-Z][a-z]+)+$/.test(text) ? spaced(text) : text
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** Groups of actions that a person looks for, by how their names begin. */
export const ACTION_AREAS = [
  { label: 'Imports', action: 'import.' },
  { label: 'Machines', action: 'client.' },
  { label: 'Keys', action: 'key.' },
  { label: 'Ledgers', action: 'mak.' },
  { label: 'Offline activation', action: 'exchange.' },
  { label: 'KMS hosts', action: 'kmsHost.' },
  { label: 'Networks', action: 'network.' },
  { label: 'Directories', action: 'directory.' },
  { label: 'DNS checks', action: 'discovery.' },
  { label: 'Reference', action: 'reference.' },
  { label: 'People', action: 'user.' },
  { label: 'Sign-ins', action: 'session.' },
  { label: 'Ways to sign in', action: 'signIn.' },
  { label: 'API tokens', action: 'token.' },
  { label: 'Views', action: 'view.' },
  { label: 'Alerts', action: 'alert.' },
  { label: 'Reports', action: 'report.' },
  { label: 'Notes', action: 'note.' },
  { label: 'Sample fleet', action: 'sample.' },
] as const

/** The actions that the log says with this text. */
export function actionsNamed(text: string): string[] {
  const wanted = text.toLowerCase()
  return Object.entries(ACTION_WORDS)
    .filter(([, words]) => words.toLowerCase().includes(wanted))
    .map(([action]) => action)
}
