import { createHmac, randomBytes } from 'node:crypto'

/** Signing of webhooks. Source: Standard Webhooks 1.0.0, symmetric signatures. */

const PREFIX = 'whsec_'

/** 32 random bytes as receivers' libraries take them. */
export const newSigningSecret = () => `${PREFIX}${randomBytes(32).toString('base64')}`

export interface Signed {
  id: string
  body: string
  /** the current one, and while it is exchanged the one before */
  secrets: readonly string[]
  now: Date
}

/** Headers that prove who sent the body and when: one signature for each secret. */
export function signatureHeaders({ id, body, secrets, now }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
