import { sayDayNear } from '../words/say-date'

/** What the inventory of KMS hosts says that a person has to see to. */
export type InventoryAttention =
  /** Nobody registered it. zones: whose SRV records name it. */
  | { kind: 'unknownHost'; host: string; clients: number; zones: number }
  /** Of a cloud, for virtual machines rented there, and machines of ours ask it. clients: those known not to be virtual. */
  | { kind: 'cloudHostAsked'; host: string; cloud: string; clients: number }
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
        text: `Unknown KMS host ${item.host}`,
        detail: `${seenBy(item)} Register it, or find out who owns it.`,
      }
    case 'cloudHostAsked':
      return {
        text: `${machines(item.clients)} of ours ${item.clients === 1 ? 'asks' : 'ask'} a KMS host of ${item.cloud}`,
        detail: `${item.host} serves virtual machines rented there alone. Remove it with slmgr.vbs /ckms, so that they find a host of ours.`,
      }
    case 'retiredHostInUse':
      return {
        text: `${item.host} is retired but still used`,
        detail: `${item.clients > 0 ? `${machines(item.clients)} still ${item.clients === 1 ? 'names' : 'name'} it. ` : ''}Remove its SRV records from DNS and its host key.`,
      }
    case 'hostSilent':
      return {
        text: `No client has asked ${item.host} since ${sayDayNear(item.lastRequestAt, Date.parse(item.lastRequestAt))}`,
        detail: `${machines(item.clients)} ${item.clients === 1 ? 'depends' : 'depend'} on it. Either it is down, or its newest log was not imported.`,
      }
    case 'countFalling':
      return {
        text: `The count of ${item.host} is falling: ${item.count} at the last reading, below ${item.needed} around ${sayDayNear(item.belowAt, Date.parse(item.belowAt))}`,
        detail: 'From then on it refuses new and renewing clients. Check which machines stopped asking.',
      }
    case 'sharedCmid':
      return {
        text: `${machines(item.machines)} of ${item.host} share ${item.cmids === 1 ? 'one CMID' : `${item.cmids} CMIDs`}`,
        detail:
          'Each CMID counts once, so the host’s count does not grow. Rearm the clones and generalise their image.',
      }
  }
}

function seenBy({ clients, zones }: { clients: number; zones: number }): string {
  const by = [
    clients > 0 && `${machines(clients)} ${clients === 1 ? 'uses' : 'use'} it`,
    zones > 0 && `DNS names it in ${zones === 1 ? 'one zone' : `${zones} zones`}`,
  ].filter(Boolean)
  return by.length > 0 ? `${by.join(', and ')}.` : 'It was named once.'
}

/** '1 machine', '1,204 machines' */
export function machines(count: number): string {
  return count === 1 ? '1 machine' : `${count.toLocaleString('en')} machines`
}
