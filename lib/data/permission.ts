/**
 * What a person or program may be allowed to do. The words live here, below everything that checks them:
 * loaders ask the one who reads, operations ask the one who acts, and neither needs to know of sessions.
 */
export const PERMISSIONS = [
  'fleet.read',
  'fleet.export',
  /** Sites, owners, departments and tags: rules, lists, by hand. */
  'fleet.change',
  'kmsHost.read',
  'kmsHost.change',
  /** Last five, what a key is for, which machines use it. */
  'key.read',
  'key.change',
  /** The whole key; each reading writes its audit entry. */
  'key.reveal',
  /** Entries, balance, Microsoft's count, forecast. */
  'ledger.read',
  'ledger.change',
  /** Offline activation: exchange packages, confirmation IDs. */
  'exchange.read',
  'exchange.change',
  /** Forests, zones, what DNS answered. */
  'discovery.read',
  'discovery.change',
  /** Asks DNS and ports of registered names now. */
  'discovery.probe',
  'reference.read',
  'reference.change',
  'import.create',
  'import.read',
  'import.record',
  'import.cancel',
  'sample.load',
  'sample.remove',
  'user.read',
  'user.invite',
  'user.change',
  'audit.read',
  /** What machines and programs send and read with; never the secrets. */
  'token.read',
  'token.change',
  /** Keeping lists under a name, for oneself; and for everybody. */
  'view.save',
  'view.share',
  /** Writing beside the history of a machine or a KMS host. */
  'note.write',
  /** Turning a one-time link into an account: the link itself is the proof, so nobody needs a role for it. */
  'link.use',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** Who reads. An actor satisfies it; a test may pass an object of one line. */
export interface DataReader {
  can(permission: Permission): boolean
}

/** A reader with an account, to whom views and looks of lists may belong. */
export interface PersonReader extends DataReader {
  readonly id: string | null
}

/** Thrown by a loader when the reader may not see what was asked for. Pages and routes turn it into words. */
export class NotPermitted extends Error {
  constructor(readonly permission: Permission) {
    super(`Not permitted: ${permission}`)
    this.name = 'NotPermitted'
  }
}

/** First line of every loader. */
export function mustBeAble(reader: DataReader, permission: Permission): void {
  if (!reader.can(permission)) throw new NotPermitted(permission)
}
