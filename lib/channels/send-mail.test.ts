import { afterEach, expect, test } from 'vitest'
import { probeGuard } from '@/lib/probes/probe-guard'
import { parseRanges } from '@/lib/server/address-ranges'
import { CERTIFICATE } from './certificate.testing'
import { refusal, startMailServer, type TestMailServer } from './mail-server.testing'
import type { OpenChannel } from './outgoing'
import { aCard, anOutgoing, HOSTILE_NAMES } from './outgoing.testing'
import { mailSender } from './send-mail'

const guard = probeGuard(parseRanges('127.0.0.0/8').ranges)
const resolve = async () => ['127.0.0.1']

let server: TestMailServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const channelTo = (port: number, more: Partial<OpenChannel['settings']> = {}): OpenChannel => ({
  kind: 'mail',
  settings: {
    ...{ host: 'mail.test', port, security: 'startTls', user: 'console' },
    ...{ from: 'console@corp.example', replyTo: 'licensing@corp.example', caCertificate: CERTIFICATE },
    ...more,
  },
  secrets: { password: 'right' },
})

async function sendOne(channel: OpenChannel, outgoing = anOutgoing()) {
  const sender = mailSender(channel, { guard, resolve })
  try {
    return await sender.send(outgoing)
  } finally {
    sender.close()
  }
}

test('a mail goes out over STARTTLS and signed in, with the same words as text and HTML', async () => {
  server = await startMailServer()
  const outgoing = anOutgoing({ thread: 'first' })
  expect(await sendOne(channelTo(server.port), outgoing)).toEqual({
    ...{ outcome: 'sent', code: 250, words: '250 OK queued as 4711' },
  })
  expect(server.mails).toMatchObject([{ isEncrypted: true, user: 'console', to: ['ada@corp.example'] }])
  const raw = server.mails[0]?.raw ?? ''
  expect(raw).toContain('Subject: [critical] kms02.corp.example does not answer')
  expect(raw).toContain(`Message-ID: <${outgoing.messageId}@corp.example>`)
  expect(raw).toContain('References: <first@corp.example>')
  expect(raw).toContain('In-Reply-To: <first@corp.example>')
  expect(raw).toContain('Auto-Submitted: auto-generated')
  expect(raw).toContain('X-Auto-Response-Suppress: All')
  expect(raw).toContain('Reply-To: licensing@corp.example')
  expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'))
  expect(outgoing.html).not.toMatch(/<img|src=|url\(|https?:\/\/(?!console\.corp\.example)/i)
})

test('a server without STARTTLS gets no password and no mail', async () => {
  server = await startMailServer({ disabledCommands: ['STARTTLS'] })
  const answer = await sendOne(channelTo(server.port))
  expect(answer).toMatchObject({ outcome: 'retry', isChannelDown: true })
  expect(server.mails).toEqual([])
})

test('a certificate of somebody else is not believed', async () => {
  server = await startMailServer()
  const answer = await sendOne(channelTo(server.port, { host: 'other.test' }))
  expect(answer).toMatchObject({ outcome: 'retry', isChannelDown: true })
  expect(answer.words).toMatch(/certificate|altnames/i)
})

test('TLS from the first byte', async () => {
  server = await startMailServer({ secure: true })
  expect(await sendOne(channelTo(server.port, { security: 'tls' }))).toMatchObject({ outcome: 'sent' })
})

test('a wrong password is tried again: it is the account that is wrong, not the message', async () => {
  server = await startMailServer()
  const channel = { ...channelTo(server.port), secrets: { password: 'wrong' } }
  expect(await sendOne(channel)).toMatchObject({ outcome: 'retry', code: 535, isChannelDown: true })
})

test('a server that is down, or a name that is nobody’s', async () => {
  server = await startMailServer()
  const { port } = server
  await server.close()
  server = undefined
  expect(await sendOne(channelTo(port))).toMatchObject({ outcome: 'retry', isChannelDown: true })
})

test('greylisting is waited for, a refusal is not, in the server’s own words', async () => {
  server = await startMailServer()
  server.answers.set('grey@corp.example', { code: 451, words: '4.7.1 Greylisted, come again' })
  server.answers.set('gone@corp.example', { code: 550, words: '5.1.1 No such user' })
  const sender = mailSender(channelTo(server.port), { guard, resolve })
  const to = (recipient: string) => sender.send(anOutgoing({ recipient }))
  expect(await to('grey@corp.example')).toMatchObject({ outcome: 'retry', code: 451 })
  expect(await to('gone@corp.example')).toMatchObject({ outcome: 'refused', code: 550 })
  expect((await to('gone@corp.example')).words).toContain('5.1.1 No such user')
  expect(await to('ada@corp.example')).toMatchObject({ outcome: 'sent' })
  sender.close()
  expect(server.mails).toHaveLength(1)
})

test('a message refused after it was sent: by what the server says of it', async () => {
  server = await startMailServer({
    onData: (stream, _, done) => {
      stream.resume().on('end', () => done(refusal({ code: 552, words: '5.3.4 Message too big' })))
    },
  })
  expect(await sendOne(channelTo(server.port))).toMatchObject({ outcome: 'refused', code: 552 })
})

test('a mail server on this machine is left alone unless it is allowed', async () => {
  server = await startMailServer()
  const sender = mailSender(channelTo(server.port), { guard: probeGuard([]), resolve })
  const answer = await sender.send(anOutgoing())
  expect(answer).toMatchObject({ outcome: 'refused' })
  expect(answer.words).toContain('NOTIFY_ALLOW')
})

test.each(HOSTILE_NAMES)('%j in the subject stays one line and adds no header', async (name) => {
  server = await startMailServer()
  await sendOne(channelTo(server.port), anOutgoing({ card: aCard({ title: `${name} does not answer` }) }))
  const raw = server.mails[0]?.raw ?? ''
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  expect(head).not.toMatch(/^Bcc:/im)
  expect(head.match(/^Subject:/gim)).toHaveLength(1)
  expect(server.mails[0]?.to).toEqual(['ada@corp.example'])
})
