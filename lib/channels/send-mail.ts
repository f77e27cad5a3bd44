import { createTransport, type Transporter } from 'nodemailer'
import { GuardedAddress, guardedAddress } from './guarded-address'
import type { PostOptions } from './guarded-post'
import { type OpenChannel, type Outgoing, type SendAnswer, serverWords } from './outgoing'

/** Sends several messages over few connections; `close` at the end. */
export interface MailSender {
  send(outgoing: Outgoing): Promise<SendAnswer>
  close(): void
}

const CONNECTION_MS = 15_000
const SOCKET_MS = 30_000

/** A sender through one mail server. The name of the server is asked for once, and guarded as addresses of webhooks are. */
export function mailSender(
  channel: OpenChannel,
  options: Pick<PostOptions, 'guard' | 'resolve'> = {},
): MailSender {
  let opened: Promise<Transporter> | undefined
  return {
    async send(outgoing) {
      try {
        opened ??= openTransport(channel, options)
        const { response = '250 taken' } = await (await opened).sendMail(mailOf(channel, outgoing))
        return { outcome: 'sent', code: codeOf(response), words: serverWords(response) }
      } catch (error) {
        return judge(error)
      }
    },
    close() {
      opened?.then((transport) => transport.close()).catch(() => undefined)
    },
  }
}

async function openTransport(
  { settings, secrets }: OpenChannel,
  { guard, resolve }: Pick<PostOptions, 'guard' | 'resolve'>,
): Promise<Transporter> {
  const { host = '', port = 587, security, user, caCertificate } = settings
  return createTransport({
    ...{ pool: true, maxConnections: 2, maxMessages: 50, port },
    host: await guardedAddress(host, guard, resolve),
    secure: security === 'tls',
    requireTLS: security === 'startTls',
    ignoreTLS: security === 'plain',
    tls: { servername: host, ...(caCertificate && { ca: caCertificate }) },
    ...(user && { auth: { user, pass: secrets.password ?? '' } }),
    ...{ connectionTimeout: CONNECTION_MS, greetingTimeout: CONNECTION_MS, socketTimeout: SOCKET_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
}

/** One mail to one person. It says that a program wrote it, so that absence notes do not answer. */
function mailOf({ settings }: OpenChannel, outgoing: Outgoing) {
  const { from = '', replyTo } = settings
  const { messageId, thread, subject, text, html, recipient, attachments } = outgoing
  const idOf = (id: string) =>
    `<${id}@${from
      .split('@')
      .at(-1)
      ?.replace(/[^\w.-]/g, '')}>`
  return {
    ...{ from, to: recipient, subject, text, ...(replyTo && { replyTo }), ...(html !== null && { html }) },
    messageId: idOf(messageId),
    ...(thread !== null && { inReplyTo: idOf(thread), references: idOf(thread) }),
    attachments: attachments.map(({ name, type, bytes }) => ({
      ...{ filename: name, contentType: type, content: Buffer.from(bytes) },
    })),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** What nodemailer throws: with the server's answer, where there was one. */
interface MailError {
  code?: string
  command?: string
  response?: string
  responseCode?: number
  message: string
}

/** Before a message is offered, an answer is about the account or the server, and may be mended. */
const BEFORE_MESSAGE = /^(CONN|EHLO|HELO|STARTTLS|AUTH)/

function judge(error: unknown): SendAnswer {
  if (error instanceof GuardedAddress)
    return { outcome: 'refused', words: error.message, isChannelDown: true }
  const { code, command = 'CONN', response, responseCode, message } = error as MailError
  const said = {
    words: serverWords(response ?? message),
    ...(responseCode !== undefined && { code: responseCode }),
  }
  const isOfServer = code === 'EAUTH' || BEFORE_MESSAGE.test(command) || responseCode === undefined
  if (isOfServer) return { outcome: 'retry', ...said, isChannelDown: true }
  return { outcome: responseCode >= 500 ? 'refused' : 'retry', ...said }
}

const codeOf = (response: string) => Number.parseInt(response, 10) || 250
