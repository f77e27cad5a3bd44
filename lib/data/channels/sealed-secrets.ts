import type { ChannelSecrets } from '@/lib/activation/notice/channel-kinds'
import { type KeyRing, keyRing } from '@/lib/server/key-encryption'
import type { Transaction } from '../audit'
import { openText, sealText } from '../keys/sealed-text'

const placeOf = (channelId: string) => `channel ${channelId}`

/** Secrets of a channel as its row holds them; null for a channel without any. */
export function sealSecrets(
  secrets: ChannelSecrets,
  channelId: string,
  ring: KeyRing = keyRing(),
): string | null {
  const isEmpty = Object.values(secrets).every((secret) => secret === undefined)
  return isEmpty ? null : sealText(JSON.stringify(secrets), placeOf(channelId), ring)
}

/** The secrets; absent when they were sealed with an encryption key this console no longer has. */
export function openSecrets(
  sealed: string | null,
  channelId: string,
  ring: KeyRing = keyRing(),
): ChannelSecrets | undefined {
  if (sealed === null) return {}
  const text = openText(sealed, placeOf(channelId), ring)
  return text === undefined ? undefined : (JSON.parse(text) as ChannelSecrets)
}

/** Seals the secrets of every channel again that the previous encryption key sealed. Returns of how many channels. */
export async function resealChannels(tx: Transaction, ring: KeyRing): Promise<number> {
  if (ring.previous === undefined) return 0
  const { id: previousId } = ring.previous
  await tx.$executeRaw`SELECT FROM channel WHERE sealed LIKE ${`${previousId}:%`} FOR UPDATE`
  const rows = await tx.channel.findMany({
    where: { sealed: { startsWith: `${previousId}:` } },
    select: { id: true, sealed: true },
  })
  let resealed = 0
  for (const { id, sealed } of rows) {
    const secrets = openSecrets(sealed, id, ring)
    if (secrets === undefined) continue
    await tx.channel.update({
      where: { id },
      data: { sealed: sealSecrets(secrets, id, ring) },
      select: { id: true },
    })
    resealed += 1
  }
  return resealed
}
