/**
 * What a person or program may be allowed to do. The words live here, below everything that checks them:
 * loaders ask the one who reads, operations ask the one who acts, and neither needs to know of sessions.
 */
export const PERMISSIONS = [
  /** Machines and their licenses: of the sites to which the reader is limited, else all (`machinesFor`). */
  'machine.read',
  'machine.export',
  /** What is of the whole fleet, and cannot be narrowed to sites. */
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
  /** Channels, routes and deliveries of messages; never the secrets. */
  'channel.read',
  'channel.change',
  /** Handing a report to somebody without an account, through a link. */
  'report.share',
  /** Keeping lists under a name, for oneself; and for everybody. */
  'view.save',
  'view.share',
  /** Writing beside the history of a machine or a KMS host. */
  'note.write',
  'alert.read',
  /** What alerts there are, their limits, maintenance windows, who was told. */
  'alert.rules',
  /** Writing beside the history of an alert. */
  'alert.note',
  /** Acknowledging, assigning, snoozing, closing. */
  'alert.act',
  /** Limits, kinds that are off, maintenance windows: setting them. */
  'alert.change',
  /** The plan of activation, its versions, and what-if. */
  'plan.read',
  'plan.change',
  /** One's own name, password, sessions and choices; and one's second factor. */
  'own.change',
  'own.secure',
  /** Turning a one-time link into an account: the link itself is the proof, so nobody needs a role for it. */
  'link.use',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** Who reads. An actor satisfies it; a test may pass an object of one line. */
export interface DataReader {
  can(permission: Permission): boolean
  /** ids of the sites to which the reader is limited; absent: sees all machines */
  readonly sites?: readonly number[] | undefined
}

/** A reader with an account, to whom views and looks of lists may belong. */
export interface PersonReader extends DataReader {
  readonly id: string | null
}

/** A reader as plain data, for a thread that reads on their behalf: nothing else can be copied there. */
export interface CopiedReader {
  permissions: readonly Permission[]
  sites?: readonly number[] | undefined
}

export function copyOfReader(reader: DataReader): CopiedReader {
  return { permissions: PERMISSIONS.filter((permission) => reader.can(permission)), sites: reader.sites }
}

export function readerOf({ permissions, sites }: CopiedReader): DataReader {
  return { can: (permission) => permissions.includes(permission), sites }
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
