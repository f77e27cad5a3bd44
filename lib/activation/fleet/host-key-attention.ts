/** A KMS host key in use whose register holds more than it allows. */
export interface HostKeyOver {
  keyId: string
  label: string
  lastFive: string
  /** Hosts in its register, and how many it may activate. */
  hosts: number
  limit: number
}

export interface HostKeyAttention {
  kind: 'hostKeyOver'
  key: HostKeyOver
}

/** Each such key, in the order given. */
export function hostKeyAttention(keys: readonly HostKeyOver[]): HostKeyAttention[] {
  return keys.map((key) => ({ kind: 'hostKeyOver', key }))
}
