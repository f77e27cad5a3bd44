/** Ways out of the console. */
export const CHANNEL_KINDS = ['mail', 'webhook', 'slack', 'teams', 'ntfy', 'feed', 'heartbeat'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** What each is called, and what it is for. */
export const CHANNEL_KIND_WORDS = {
  mail: { label: 'Email', about: 'A mail server (SMTP) that takes messages for people.' },
  webhook: { label: 'Webhook', about: 'Posts signed JSON to a program of yours.' },
  slack: { label: 'Slack', about: 'An incoming webhook of a Slack channel.' },
  teams: { label: 'Microsoft Teams', about: 'A workflow that posts what it receives to a Teams channel.' },
  ntfy: { label: 'ntfy', about: 'A topic of an ntfy server, for telephones.' },
  feed: { label: 'Feed', about: 'An Atom feed behind a secret address, for feed readers.' },
  heartbeat: {
    label: 'Heartbeat',
    about: 'Calls an outside watcher, which speaks up when the calls stop.',
  },
} as const satisfies Record<ChannelKind, { label: string; about: string }>

/** How the connection to a mail server is protected. */
export const MAIL_SECURITIES = ['startTls', 'tls', 'plain'] as const
export type MailSecurity = (typeof MAIL_SECURITIES)[number]

/** What a page may show of a channel; what does not apply to its kind is absent. */
export interface ChannelSettings {
  /** of the mail server, or of the address that is posted to */
  host?: string
  port?: number
  security?: MailSecurity
  user?: string
  from?: string
  replyTo?: string
  /** of ntfy */
  topic?: string
  /** of a heartbeat */
  everyMinutes?: number
  /** PEM of the own certificate authority; absent: those this machine trusts */
  caCertificate?: string
}

/** What a channel keeps sealed. */
export interface ChannelSecrets {
  /** where it posts to: an address of Slack or Teams is itself a secret */
  url?: string
  /** of the mail account */
  password?: string
  /** signs webhooks: 'whsec_' and base64 */
  secret?: string
  /** the one before, while receivers are changed over */
  previousSecret?: string
  /** of an ntfy account */
  token?: string
}

/** Where a channel leads, in a line: 'console@corp.example through mail.corp.example:587', 'hooks.slack.com'. */
export function sayTarget(kind: ChannelKind, settings: ChannelSettings): string {
  const { host = '', port, from, topic, everyMinutes } = settings
  switch (kind) {
    case 'mail':
      return `${from} through ${host}:${port}`
    case 'ntfy':
      return `${host}, topic ${topic}`
    case 'heartbeat':
      return `${host}, every ${everyMinutes === 1 ? 'minute' : `${everyMinutes} minutes`}`
    case 'feed':
      return 'whoever has its address'
    default:
      return host
  }
}
