import { type PasskeyHost, passkeyHost } from './passkey-host'
import { clientAddress } from './same-origin'

/** What a request says of where it came from. */
export interface RequestOrigin {
  /** network address */
  client: string
  /** the host that its browser keeps passkeys for; absent where browsers offer none */
  passkeyHost?: PasskeyHost | undefined
}

export function requestOrigin(headers: { get(name: string): string | null }): RequestOrigin {
  return { client: clientAddress(headers as Headers), passkeyHost: passkeyHost(headers) }
}
