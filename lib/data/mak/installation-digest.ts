import { createHash } from 'node:crypto'

/**
 * SHA-256 of the digits of an installation ID, hexadecimal: equal machines are found by it. The merge forms
 * the same in SQL (installation_digest in the migration mak_sightings). Absent without digits.
 */
export function installationDigest(installationId: string | undefined): string | undefined {
  const digits = (installationId ?? '').replace(/\D/g, '')
  return digits === '' ? undefined : createHash('sha256').update(digits).digest('hex')
}
