import { InvalidCredentialsError, NoSuchObjectError, StrongAuthRequiredError } from 'ldapts'
import { expect, it } from 'vitest'
import { classifyError, type LdapStage } from './classify-error'
import { failure } from './ldap-refusal'

const withCode = (code: string) => Object.assign(new Error(code), { code })

it.each<[string, unknown, LdapStage, string]>([
  ['an unknown name', withCode('ENOTFOUND'), 'connecting', 'noSuchServer'],
  ['a closed port', withCode('ECONNREFUSED'), 'connecting', 'refused'],
  ['an own authority', withCode('SELF_SIGNED_CERT_IN_CHAIN'), 'connecting', 'certificateUntrusted'],
  ['another name', withCode('ERR_TLS_CERT_ALTNAME_INVALID'), 'securing', 'certificateName'],
  ['an expired certificate', withCode('CERT_HAS_EXPIRED'), 'connecting', 'certificateExpired'],
  ['plain LDAP where TLS was spoken', withCode('ERR_SSL_WRONG_VERSION_NUMBER'), 'connecting', 'tlsFailed'],
  [
    'a wrong password',
    new InvalidCredentialsError('80090308: LdapErr: data 52e, v4563'),
    'binding',
    'wrongCredentials',
  ],
  [
    'a locked account',
    new InvalidCredentialsError('80090308: LdapErr: data 775, v4563'),
    'binding',
    'accountUnusable',
  ],
  ['signing wanted', new StrongAuthRequiredError('00002028'), 'binding', 'tlsRequired'],
  ['a missing base', new NoSuchObjectError(), 'reading', 'noSuchBase'],
  ['a cut while reading', withCode('ECONNRESET'), 'reading', 'connectionLost'],
  [
    'a cut in words',
    new Error('Connection closed before message response was received.'),
    'reading',
    'connectionLost',
  ],
  ['a page that never comes', new Error('SearchRequest: Operation timed out'), 'reading', 'tooSlow'],
  ['our own bound', failure('tooLarge', 'more'), 'reading', 'tooLarge'],
  ['anything else', 'odd', 'reading', 'serverError'],
])('%s is told apart', (_name, error, stage, kind) => {
  expect(classifyError(error, stage).kind).toBe(kind)
})

it('keeps the words of a server on one short line', () => {
  const { detail } = classifyError(new Error(`a\n\tb\u0000${'x'.repeat(500)}`), 'reading')
  expect(detail).toMatch(/^a b x+$/)
  expect(detail.length).toBeLessThanOrEqual(160)
})
