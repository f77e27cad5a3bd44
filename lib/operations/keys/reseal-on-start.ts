import { systemActor } from '@/lib/auth/actor-kinds'
import { formatCountOf } from '@/lib/format/counts'
import { keyRing } from '@/lib/server/key-encryption'
import { sayUnreadableKeys } from './key-refusal'
import { resealKeys } from './reseal-keys'

/**
 * At the start of a console whose encryption key was exchanged: seals the stored keys and passwords again. Returns what the
 * one who started it should read: how many were sealed again, how many cannot be opened and what to do.
 */
export async function resealOnStart(): Promise<string[]> {
  const outcome = await resealKeys.run(systemActor('start-up'), {})
  const lines: string[] = []
  if (outcome.ok) {
    const keys = formatCountOf(outcome.resealed, 'stored product key')
    const passwords = formatCountOf(outcome.passwords, 'directory password')
    const channels = outcome.channels > 0 ? `, ${formatCountOf(outcome.channels, 'channel')}` : ''
    const apps = outcome.apps > 0 ? `, ${formatCountOf(outcome.apps, 'authenticator app')}` : ''
    const providers = outcome.providers > 0 ? `, ${formatCountOf(outcome.providers, 'client secret')}` : ''
    lines.push(
      `Re-encrypted with the new encryption key: ${keys}, ${passwords}${channels}${apps}${providers}.`,
    )
  }
  const unreadable = unreadableOf(outcome)
  if (unreadable === undefined) return lines
  return [
    ...lines,
    sayUnreadableKeys({ kind: 'unreadableKeys', current: keyRing().current.id, ...unreadable }),
  ]
}

type Outcome = Awaited<ReturnType<typeof resealKeys.run>>

function unreadableOf(outcome: Outcome): { keys: number; sealedWith: string[] } | undefined {
  const found = outcome.ok ? outcome : outcome.refusal
  if (!('unreadable' in found) || found.unreadable.keys === 0) return undefined
  return found.unreadable
}
