import { ntfyBody, slackBody, teamsBody, webhookBody } from '@/lib/format/messages/posted-card'
import { GuardedAddress } from './guarded-address'
import { guardedPost, type Posted, type PostOptions } from './guarded-post'
import { type OpenChannel, type Outgoing, type SendAnswer, serverWords } from './outgoing'
import { signatureHeaders } from './webhook-signature'

/** Posts a message in the shape that the channel takes. */
export async function sendPost(
  channel: OpenChannel,
  outgoing: Outgoing,
  now: Date,
  options: PostOptions = {},
): Promise<SendAnswer> {
  const { settings, secrets } = channel
  const { messageId: id } = outgoing
  const body = JSON.stringify(shapeOf(channel, outgoing))
  const keys = [secrets.secret, secrets.previousSecret].filter((secret) => secret !== undefined)
  const headers = {
    ...(channel.kind === 'webhook' && signatureHeaders({ id, body, secrets: keys, now })),
    ...(secrets.token && { Authorization: `Bearer ${secrets.token}` }),
  }
  return answerOf(() => {
    const { caCertificate } = settings
    return guardedPost({ url: secrets.url ?? '', body, headers, caCertificate }, options)
  })
}

function shapeOf({ kind, settings }: OpenChannel, { messageId, about, at, card }: Outgoing): object {
  switch (kind) {
    case 'slack':
      return slackBody(card)
    case 'teams':
      return teamsBody(card)
    case 'ntfy':
      return ntfyBody(card, settings.topic ?? '')
    default:
      return webhookBody(card, { id: messageId, about, at })
  }
}

/** What came of a post: an answer, a refusal of the guard, or no answer at all. */
export async function answerOf(post: () => Promise<Posted>): Promise<SendAnswer> {
  try {
    return judge(await post())
  } catch (error) {
    if (error instanceof GuardedAddress)
      return { outcome: 'refused', words: error.message, isChannelDown: true }
    return { outcome: 'retry', words: serverWords(wordsOf(error)), isChannelDown: true }
  }
}

const GONE = 410

/** Any 2xx is a yes; a redirect never is, as it could lead anywhere; 410 wants no more; all else may pass. */
function judge({ status, body, retryAfter }: Posted): SendAnswer {
  const said = { code: status, words: serverWords(`${status} ${body}`) }
  if (status >= 200 && status < 300) return { outcome: 'sent', ...said }
  if (status === GONE) return { outcome: 'gone', ...said }
  if (status >= 300 && status < 400) {
    return {
      outcome: 'refused',
      code: status,
      words: `${status}: it redirects, and redirects are not followed.`,
    }
  }
  const afterSeconds = Number(retryAfter)
  return { outcome: 'retry', ...said, ...(afterSeconds > 0 && { afterSeconds }) }
}

function wordsOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return CODES[code ?? ''] ?? message
}

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nobody listens there (connection refused).',
  ENOTFOUND: 'DNS does not know the name.',
  EAI_AGAIN: 'DNS does not answer.',
  ETIMEDOUT: 'Nobody answers (timed out).',
  ECONNRESET: 'The connection was broken off.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is self-signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Its certificate comes from an authority that this machine does not trust.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'Its certificate comes from an authority that this machine does not trust.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another name.',
}
