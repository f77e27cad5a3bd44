import { createHmac, timingSafeEqual } from 'node:crypto'
import { authSecret } from './auth-secret'

/** What a link to a shared report stands for: none of it can change without the link failing. */
export interface SignedShare {
  id: string
  report: string
  query: string
  hidesNames: boolean
  endsAt: Date
}

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/

/** The end of the link's address: which share, and the signature over it. Whoever has it reads the report. */
export function sharedLink(share: SignedShare): string {
  return `${share.id}.${signatureOf(share).toString('base64url')}`
}

/** The share a link names; undefined where it has not even the form of one. */
export const shareNamed = (link: string): string | undefined => FORM.exec(link)?.[1]

/** Whether this console signed the link for this share. Takes as long for a wrong signature as for a right one. */
export function isSignedFor(link: string, share: SignedShare): boolean {
  const [, id, signature = ''] = FORM.exec(link) ?? []
  // Compared as text: base64url reads several last letters as the same bytes.
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(share).toString('base64url'))]
  return id === share.id && given.length === right.length && timingSafeEqual(given, right)
}

function signatureOf({ id, report, query, hidesNames, endsAt }: SignedShare): Buffer {
  return createHmac('sha256', authSecret())
    .update(JSON.stringify(['shared report', id, report, query, hidesNames, endsAt.toISOString()]))
    .digest()
}
