import { z } from 'zod'
import { resealChannels } from '@/lib/data/channels/sealed-secrets'
import { joinWholeKey, type KeyRecord, lockKeysSealedWith } from '@/lib/data/keys/key-rows'
import { openKey, sealKey } from '@/lib/data/keys/sealed-key'
import { resealPasswords } from '@/lib/data/networks/reseal-passwords'
import { resealClientSecrets } from '@/lib/data/people/sealed-client-secret'
import { resealApps } from '@/lib/data/people/second-factor'
import { type KeyRing, keyRing } from '@/lib/server/key-encryption'
import { operation, type Transaction } from '../operation'
import { keysSealedElsewhere } from './sealed-elsewhere'

/**
 * After the encryption key was exchanged: seals every key, every directory password and the secrets of every channel
 * and every authenticator app and client secret again that the previous one sealed, all or none. Keys sealed with an encryption key nobody gave stay as they are and are counted.
 */
export const resealKeys = operation(
  'key.reveal',
  z.object({}),
  async ({ tx, audit }) => {
    const ring = keyRing()
    const unreadable = await keysSealedElsewhere(tx, ring)
    const rows = ring.previous === undefined ? [] : await lockKeysSealedWith(tx, ring.previous.id)
    const passwords = await resealPasswords(tx, ring)
    const channels = await resealChannels(tx, ring)
    const apps = await resealApps(tx, ring)
    const providers = await resealClientSecrets(tx, ring)
    if (rows.length + passwords + channels + apps + providers === 0)
      return { ok: false as const, refusal: { kind: 'nothingToReseal' as const, unreadable } }
    const resealed = await resealEach(tx, rows, ring)
    const after = {
      keys: resealed,
      directoryPasswords: passwords,
      channels,
      apps,
      signInProviders: providers,
      encryptionKey: ring.current.id,
    }
    await audit({ action: 'key.reseal', subjectType: 'key', after })
    return { ok: true as const, resealed, passwords, channels, apps, providers, unreadable }
  },
  { refusals: () => 'Nothing is sealed with the previous encryption key.' },
)

async function resealEach(tx: Transaction, rows: readonly KeyRecord[], ring: KeyRing): Promise<number> {
  let resealed = 0
  for (const row of rows) {
    const opened = openKey(row, ring)
    if (!opened.ok) continue
    await joinWholeKey(tx, row.id, sealKey(opened.key, row.id, ring))
    resealed += 1
  }
  return resealed
}
