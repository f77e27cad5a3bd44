import { X509Certificate } from 'node:crypto'
import type { ChannelKind, ChannelSecrets, ChannelSettings } from '@/lib/activation/notice/channel-kinds'
import { newSigningSecret } from '@/lib/channels/webhook-signature'
import type { ChannelFields } from './channel-input'
import { type ChannelRefusal, refuse } from './channel-refusal'

/** A channel before it is changed; `secrets` absent when they can no longer be opened. */
export interface ChannelBefore {
  settings: ChannelSettings
  secrets: ChannelSecrets | undefined
}

type Facts =
  | { ok: true; settings: ChannelSettings; secrets: ChannelSecrets }
  | { ok: false; refusal: ChannelRefusal }

/** What of the input the kind uses, apart into what a page may show and what is sealed; or why it is not enough. */
export function channelFacts(kind: ChannelKind, input: ChannelFields, before?: ChannelBefore): Facts {
  const { caCertificate } = input
  if (!isCertificate(caCertificate)) return refuse({ kind: 'badCertificate' })
  const authority = caCertificate === null ? {} : { caCertificate }
  if (kind === 'feed') return { ok: true, settings: {}, secrets: {} }
  if (kind === 'mail') return mailFacts(input, authority, before)
  const url = input.url || before?.secrets?.url
  if (url === undefined) return refuse({ kind: 'addressMissing' })
  const { protocol, host } = new URL(url)
  if (protocol === 'http:' && !input.acceptsPlain) return refuse({ kind: 'plainNotAccepted', field: 'url' })
  if (kind === 'ntfy' && input.topic === '') return refuse({ kind: 'topicMissing' })
  const goesElsewhere = before !== undefined && host !== before.settings.host
  const settings: ChannelSettings = {
    ...{ host, ...authority },
    ...(kind === 'ntfy' && { topic: input.topic }),
    ...(kind === 'heartbeat' && { everyMinutes: input.everyMinutes }),
  }
  return { ok: true, settings, secrets: { url, ...ownSecrets(kind, input, before, goesElsewhere) } }
}

/** A token stays with the host it was entered for; what signs is made here, and stays. */
function ownSecrets(
  kind: ChannelKind,
  { token }: ChannelFields,
  before: ChannelBefore | undefined,
  goesElsewhere: boolean,
): ChannelSecrets {
  const { secret = newSigningSecret(), previousSecret, token: earlier } = before?.secrets ?? {}
  if (kind === 'webhook') return { secret, ...(previousSecret && { previousSecret }) }
  if (kind !== 'ntfy') return {}
  const kept = token || (goesElsewhere ? undefined : earlier)
  return kept === undefined ? {} : { token: kept }
}

function mailFacts(
  input: ChannelFields,
  authority: ChannelSettings,
  before: ChannelBefore | undefined,
): Facts {
  const { mail, password, acceptsPlain } = input
  if (!mail) return refuse({ kind: 'serverMissing' })
  if (mail.security === 'plain' && !acceptsPlain) {
    return refuse({ kind: 'plainNotAccepted', field: 'security' })
  }
  const { user, replyTo, ...rest } = mail
  const settings: ChannelSettings = {
    ...{ ...rest, ...authority },
    ...(user && { user }),
    ...(replyTo && { replyTo }),
  }
  if (user === '') return { ok: true, settings, secrets: {} }
  const isSame =
    before !== undefined &&
    (['host', 'port', 'security', 'user', 'caCertificate'] as const).every(
      (field) => before.settings[field] === settings[field],
    )
  const kept = password || (isSame ? before?.secrets?.password : undefined)
  if (!kept) return refuse({ kind: 'passwordNeeded' })
  return { ok: true, settings, secrets: { password: kept } }
}

function isCertificate(pem: string | null): boolean {
  if (pem === null) return true
  try {
    return new X509Certificate(pem).subject !== ''
  } catch {
    return false
  }
}
