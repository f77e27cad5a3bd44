import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { ownCertificate } from './certificate.testing'

/** A mail as a server got it. */
export interface ReceivedMail {
  from: string
  to: string[]
  raw: string
  isEncrypted: boolean
  user: string | undefined
}

export interface TestMailServer {
  port: number
  mails: ReceivedMail[]
  /** What the next mails are answered: by recipient; absent: taken. */
  answers: Map<string, { code: number; words: string }>
  close(): Promise<void>
}

/** Refuses with the code and words of SMTP. */
export const refusal = ({ code, words }: { code: number; words: string }) =>
  Object.assign(new Error(words), { responseCode: code })

/** A real SMTP server in this process, with STARTTLS and one account, unless told otherwise. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const mails: ReceivedMail[] = []
  const answers: TestMailServer['answers'] = new Map()
  const server = new SMTPServer({
    ...ownCertificate(),
    onAuth: ({ username, password }, _, done) =>
      username === 'console' && password === 'right'
        ? done(null, { user: username })
        : done(refusal({ code: 535, words: '5.7.8 Authentication failed' })),
    onRcptTo({ address }, _, done) {
      const answer = answers.get(address)
      done(answer && refusal(answer))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        mails.push({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
          isEncrypted: session.secure,
          user: typeof session.user === 'string' ? session.user : undefined,
        })
        done(null, 'OK queued as 4711')
      })
    },
    ...options,
  })
  // A client that breaks off is what some tests are about.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    ...{ port, mails, answers },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
