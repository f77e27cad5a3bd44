/**
 * Every action of the audit log, and how the log says it: "Ada added the key ...". The name is what an operation
 * writes; one that is not here does not compile, so no entry is without words.
 */
const ACTION_WORDS = {
  'session.start': 'signed in',
  'session.end': 'signed out',
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
  'user.disable': 'disabled',
  'user.enable': 'enabled',
  'token.create': 'created the API token',
  'token.rotate': 'gave a new secret to the API token',
  'token.revoke': 'revoked the API token',
  'view.save': 'saved the view',
  'view.change': 'changed the view',
  'view.remove': 'removed the view',
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
  'key.reseal': 're-encrypted the stored keys with a new encryption key',
  'key.activateHost': 'entered a KMS host activation for',
  'key.withdrawHost': 'withdrew a KMS host activation of',
  'key.hostLimits': 'changed the limits of',
  'exchange.prepare': 'prepared',
  'exchange.carryOut': 'recorded the handover of',
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
  if (value === null) return 'none'
  if (typeof value === 'string') return /^[a-z]+[A-Z][a-z]+$/.test(value) ? spaced(value) : value
  return typeof value === 'number' ? value.toLocaleString('en-US') : JSON.stringify(value)
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
  { label: 'API tokens', action: 'token.' },
  { label: 'Views', action: 'view.' },
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
