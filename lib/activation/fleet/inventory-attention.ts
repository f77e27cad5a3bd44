import { sayDayNear } from '../words/say-date'

/** What the inventory of KMS hosts says that a person has to see to. */
export type InventoryAttention =
  /** Nobody registered it. zones: whose SRV records name it. */
  | { kind: 'unknownHost'; host: string; clients: number; zones: number }
  /** Retired, and clients or DNS still lead to it. */
  | { kind: 'retiredHostInUse'; host: string; clients: number }
  /** Its clients ask, and nobody has heard of a request since. */
  | { kind: 'hostSilent'; host: string; clients: number; lastRequestAt: string }
  /** Its count falls towards the need; ISO 8601 UTC. */
  | { kind: 'countFalling'; host: string; count: number; needed: number; belowAt: string }
  /** Its count is too low, and machines share CMIDs. */
  | { kind: 'sharedCmid'; host: string; machines: number; cmids: number }

/** The words for one of them. */
export function inventorySentence(item: InventoryAttention): { text: string; detail: string } {
  switch (item.kind) {
    case 'unknownHost':
      return {
        text: `${item.host} is a KMS host that nobody registered`,
        detail: `${seenBy(item)} Register it, or find out whose it is.`,
      }
    case 'retiredHostInUse':
      return {
        text: `${item.host} is retired, but still in use`,
        detail: `${item.clients > 0 ? `${machines(item.clients)} still ${item.clients === 1 ? 'names' : 'name'} it. ` : ''}Take its SRV records out of DNS and remove its host key.`,
      }
    case 'hostSilent':
      return {
        text: `${item.host} was asked by no one since ${sayDayNear(item.lastRequestAt, Date.parse(item.lastRequestAt))}`,
        detail: `${machines(item.clients)} ${item.clients === 1 ? 'hangs' : 'hang'} on it. Either it is down, or its newest log was not imported.`,
      }
    case 'countFalling':
      return {
        text: `The count of ${item.host} falls: ${item.count} now, below ${item.needed} around ${sayDayNear(item.belowAt, Date.parse(item.belowAt))}`,
        detail: 'New and renewing clients are refused from then on. See which machines stopped asking.',
      }
    case 'sharedCmid':
      return {
        text: `${machines(item.machines)} of ${item.host} share ${item.cmids === 1 ? 'one CMID' : `${item.cmids} CMIDs`}`,
        detail:
          'They count as one each, so its count does not grow. Rearm the clones and generalise their image.',
      }
  }
}

function seenBy({ clients, zones }: { clients: number; zones: number }): string {
  const by = [
    clients > 0 && `${machines(clients)} ${clients === 1 ? 'trusts' : 'trust'} it`,
    zones > 0 && `DNS names it in ${zones === 1 ? 'one zone' : `${zones} zones`}`,
  ].filter(Boolean)
  return by.length > 0 ? `${by.join(', and ')}.` : 'It was named once.'
}

/** '1 machine', '1,204 machines' */
export function machines(count: number): string {
  return count === 1 ? '1 machine' : `${count.toLocaleString('en')} machines`
}
