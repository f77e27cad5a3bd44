import type { OwnMark } from './own-mark'

/** Event numbers of Windows activation, as the logs of clients and KMS hosts hold them. */

export type EventLog = 'Application' | 'Key Management Service' | 'Application or Key Management Service'

/** Whose log the event stands in. */
export type EventSide = 'client' | 'KMS host' | 'AVMA guest' | 'AVMA host' | 'both'

/** documented: in Microsoft's pages or the provider's manifest with its meaning; manifestOnly: its number alone. */
export type EventBasis = 'documented' | 'manifestOnly'

export interface EventRow {
  /** One number or several of one meaning. */
  ids: readonly number[]
  log: EventLog
  provider: string
  side: EventSide
  meaning: string
  /** What its data holds, in order. */
  payload?: string
  basis: EventBasis
  /** True for what every machine writes all day and nobody needs to look at. */
  isNoise?: true
  /** Set where the row is ours and not the seed's. */
  own?: OwnMark
}

/** Source and date of EVENT_ROWS; the wording is ours. */
export const EVENT_SOURCE = {
  source:
    'Microsoft Learn (KMS events), Volume Activation operations guide, manifests of the Security-SPP provider',
  date: '2025-11',
} as const

const SPP = 'Security-SPP'
const SPP_OR_SLC = 'Security-SPP (Vista and Server 2008: Security-Licensing-SLC)'

const onClient = { log: 'Application', provider: SPP, side: 'client', basis: 'documented' } as const
const onHost = {
  log: 'Key Management Service',
  provider: SPP,
  side: 'KMS host',
  basis: 'documented',
} as const
const onBoth = { log: 'Application', provider: SPP, side: 'both', basis: 'documented' } as const

/** In the order people meet them: KMS first, noise last. */
export const EVENT_ROWS: readonly EventRow[] = [
  {
    ids: [12288],
    ...onClient,
    provider: SPP_OR_SLC,
    meaning: 'The client sent an activation or renewal request to a KMS host',
    payload:
      'HRESULT, flags, host:port, CMID, client time (UTC), virtual machine 0 or 1, license status, minutes to expiry, activation ID, threshold the client needs',
  },
  {
    ids: [12289],
    ...onClient,
    meaning: 'The client processed the answer of a KMS host',
    payload:
      'HRESULT, flags, bound 0 or 1, unused, count of the host, activation interval, renewal interval, client time (UTC)',
  },
  {
    ids: [12290],
    ...onHost,
    provider: SPP_OR_SLC,
    meaning: 'The KMS host processed a request',
    payload:
      'HRESULT, threshold the client needs, client name, CMID, client time (UTC), virtual machine 0 or 1, license status, minutes to expiry, activation ID',
  },
  { ids: [12291], ...onHost, meaning: 'The KMS host service failed to start', payload: 'HRESULT' },
  {
    ids: [12292],
    ...onHost,
    meaning: 'The renewal timer of the KMS host failed to start (Vista to Windows 7)',
    payload: 'HRESULT',
  },
  {
    ids: [12293],
    ...onHost,
    log: 'Application or Key Management Service',
    meaning: 'The KMS host could not publish its SRV record in DNS',
    payload: 'domain, HRESULT',
  },
  {
    ids: [12294],
    ...onHost,
    log: 'Application or Key Management Service',
    meaning: 'The KMS host published its SRV record in DNS',
    payload: 'domain, HRESULT',
  },
  {
    ids: [12308],
    ...onClient,
    meaning: 'The client was activated through the directory',
    payload: 'activation ID, name of the activation object, its distinguished name',
  },
  {
    ids: [12309],
    ...onClient,
    side: 'AVMA guest',
    meaning: 'Result of an automatic VM activation, on the guest',
  },
  {
    ids: [12310],
    ...onClient,
    side: 'AVMA host',
    meaning: 'Request for an automatic VM activation, on the host',
  },
  { ids: [12320], ...onClient, meaning: 'Activation through a token succeeded' },
  { ids: [12321], ...onClient, meaning: 'Activation through a token failed', payload: 'HRESULT' },
  { ids: [12322], ...onClient, meaning: 'Activation through a token was tried' },
  {
    ids: [8196, 8197],
    ...onClient,
    meaning:
      'The scheduler of license activation ran (slui); 8196 failed, with 0x800705B4 on machines in a cloud',
    payload: 'HRESULT, command line',
  },
  {
    ids: [8198],
    ...onClient,
    meaning:
      'The scheduled license activation failed (slui); the real code stands inside (0xC0020017, 0x8007139F, 0x87E10BC6, 0xC004F074)',
    payload: 'HRESULT, command line',
  },
  {
    ids: [8200],
    ...onClient,
    meaning:
      'A license could not be acquired online, which is harmless on KMS clients without Internet; ospp.vbs /dhistoryacterr reads these events',
    payload: 'HRESULT',
  },
  {
    ids: [8208],
    ...onClient,
    meaning: 'A genuine ticket could not be acquired, which is harmless on KMS clients without Internet',
    payload: 'HRESULT',
  },
  {
    ids: [1003],
    ...onBoth,
    meaning: 'The service finished checking the licensing status',
    payload: 'application ID, then one line per product: activation ID and its flags',
  },
  {
    ids: [12304, 12305, 12306, 12307, 12311],
    ...onBoth,
    basis: 'manifestOnly',
    meaning: 'Known to the provider; its meaning is not confirmed',
  },
  {
    ids: [900, 902, 903],
    ...onBoth,
    meaning: 'The Software Protection service is starting, started or stopped',
    payload: '902: version of the service',
    isNoise: true,
  },
  {
    ids: [1004, 1013, 1016, 1033, 1034, 1066],
    ...onBoth,
    meaning: 'Licenses were installed or removed, or a policy or plug-in was read',
    isNoise: true,
  },
  {
    ids: [16384, 16394],
    ...onBoth,
    meaning: 'A restart of the service was scheduled, or an offline migration was done',
    isNoise: true,
  },
]

const BY_ID: ReadonlyMap<number, EventRow> = new Map(
  EVENT_ROWS.flatMap((row) => row.ids.map((id): [number, EventRow] => [id, row])),
)

/** The row of an event number; absent when no table lists it. rows: the table with entries of ours. */
export function eventRow(id: number, rows: readonly EventRow[] = EVENT_ROWS): EventRow | undefined {
  return rows === EVENT_ROWS ? BY_ID.get(id) : rows.find(({ ids }) => ids.includes(id))
}
