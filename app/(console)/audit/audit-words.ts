/** What an operation did, in words; the name of the operation is its key in the audit log. */
const ACTION_WORDS: Readonly<Record<string, string>> = {
  'session.start': 'signed in',
  'setup.link': 'made the set-up link for the first licensing admin',
  'user.invite': 'invited',
  'user.withdrawInvitation': 'withdrew the invitation of',
  'user.create': 'made the account of',
  'user.join': 'joined with a one-time link',
  'user.passwordLink': 'made a link for a new password of',
  'user.newPassword': 'set a new password for',
  'user.changeRole': 'changed the role of',
  'user.disable': 'disabled',
  'user.enable': 'enabled',
  'import.create': 'brought in',
  'import.describe': 'named the machine or the time of',
  'import.record': 'recorded',
  'import.cancel': 'cancelled',
  'network.addUnit': 'added to the networks',
  'network.changeUnit': 'changed in the networks',
  'network.retireUnit': 'retired from the networks',
  'network.reinstateUnit': 'took up again in the networks',
  'network.removeUnit': 'removed from the networks',
  'network.addZone': 'added the DNS zone',
  'network.changeZone': 'changed the DNS zone',
  'network.retireZone': 'retired the DNS zone',
  'network.reinstateZone': 'took up again the DNS zone',
  'network.removeZone': 'removed the DNS zone',
  'network.setExpectation': 'changed what is expected in the DNS zone',
  'network.import': 'imported networks from',
  'directory.add': 'added the directory',
  'directory.change': 'changed the directory',
  'directory.remove': 'removed the directory',
  'directory.test': 'tried the connection to the directory',
  'directory.read': 'read the directory',
  'mak.spend': 'planned activations with',
  'mak.correct': 'corrected the ledger of',
  'mak.increase': 'entered an increase of',
  'mak.microsoftCount': 'entered the count Microsoft reported of',
  'mak.lowCountRules': 'set when to warn of',
  'key.add': 'added the key',
  'key.join': 'stored the whole key of',
  'key.edit': 'changed what is said of the key',
  'key.retire': 'retired the key',
  'key.restore': 'took back into use the key',
  'key.reveal': 'revealed the whole key',
  'key.reseal': 'sealed the stored keys again with a new encryption key',
  'key.activateHost': 'entered an activation of a KMS host with',
  'key.withdrawHost': 'took back an activation of a KMS host with',
  'key.hostLimits': 'changed the limits of',
  'exchange.prepare': 'prepared',
  'exchange.carryOut': 'recorded the hand-over of',
  'exchange.answer': 'took confirmation IDs for',
  'exchange.replaceAnswer': 'replaced a confirmation ID of',
  'exchange.apply': 'noted confirmation IDs as applied of',
  'exchange.cancel': 'cancelled the open requests of',
  'exchange.expire': 'gave back the activations of',
  'discovery.check': 'asked DNS about all zones',
  'discovery.setInterval': 'changed how often DNS is asked',
  'discovery.checkAlias': 'asked DNS about the name',
  'sample.load': 'loaded the sample fleet',
  'sample.remove': 'removed the sample fleet',
  'reference.add': 'added to the reference',
  'reference.correct': 'corrected in the reference',
  'reference.import': 'imported into the reference',
  'reference.withdraw': 'withdrew from the reference the entry about',
  'kmsHost.register': 'registered the KMS host',
  'kmsHost.registerList': 'registered KMS hosts from a list',
  'kmsHost.change': 'changed the KMS host',
  'kmsHost.retire': 'retired the KMS host',
  'kmsHost.restore': 'put back into service the KMS host',
  'kmsHost.mergeNames': 'put together with another name the KMS host',
  'kmsHost.partName': 'parted from another name the KMS host',
}

export function actionWords(action: string): string {
  return ACTION_WORDS[action] ?? action
}

type Json = unknown

/** The subject's own name, where the entry carries one. */
export function subjectName(before: Json, after: Json): string | undefined {
  const facts = { ...recordOf(before), ...recordOf(after) }
  const name = facts.name ?? facts.fileName ?? facts.email
  return typeof name === 'string' ? name : undefined
}

/** 'role: helpdesk, now manager'; what was added has no before. What the entry's own words say is left out. */
export function changesOf(before: Json, after: Json): string[] {
  const earlier = recordOf(before)
  const later = recordOf(after)
  return Object.entries({ ...earlier, ...later })
    .filter(([key]) => !HEAD_FIELDS.has(key) && earlier[key] !== later[key])
    .map(([key]) => changeOf(fieldWords(key), earlier[key], later[key]))
}

const HEAD_FIELDS = new Set(['name', 'fileName', 'enabled'])

function changeOf(field: string, earlier: Json, later: Json): string {
  if (earlier === undefined) return `${field}: ${valueWords(later)}`
  if (later === undefined) return `${field} was ${valueWords(earlier)}`
  return `${field}: ${valueWords(earlier)}, now ${valueWords(later)}`
}

/** 'licensingAdmin' as 'licensing admin'. */
function fieldWords(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
}

function valueWords(value: Json): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (value === null) return 'none'
  if (typeof value === 'string') return /^[a-z]+[A-Z][a-z]+$/.test(value) ? fieldWords(value) : value
  return typeof value === 'number' ? value.toLocaleString('en-US') : JSON.stringify(value)
}

function recordOf(value: Json): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
