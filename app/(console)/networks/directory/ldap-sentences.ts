import type { LdapProblem } from '@/lib/probes/ldap/ldap-refusal'

type Problem = LdapProblem | 'passwordUnreadable' | 'notRecorded'

interface Server {
  server: string
  port: number
}

/** What went wrong with a directory, and what to do about it. */
export function ldapSentence(problem: string, { server, port }: Server): string {
  const known = SENTENCES[problem as Problem]
  return known ? known({ server, port }) : `The directory could not be read (${problem}).`
}

const SENTENCES: Readonly<Record<Problem, (at: Server) => string>> = {
  noSuchServer: ({ server }) =>
    `The name ${server} leads to no address. Check the spelling, and whether this machine’s DNS knows the domain.`,
  notAllowed: ({ server }) =>
    `The address of ${server} is not among those this console may ask. Whoever runs it can add it to PROBE_ALLOW.`,
  refused: ({ server, port }) =>
    `${server} takes no connection on port ${port}: nothing listens there. LDAPS is on 636, LDAP on 389; a domain controller offers LDAPS once it has a certificate.`,
  noAnswer: ({ server, port }) =>
    `${server} did not answer on port ${port} in time. A firewall may be in between, or the server is off.`,
  unreachable: ({ server }) => `There is no way to ${server} from this machine: check routing and firewalls.`,
  certificateUntrusted: ({ server }) =>
    `The certificate of ${server} is not from an authority this machine trusts. Paste the certificate of your own authority into the settings.`,
  certificateName: ({ server }) =>
    `The certificate is not for ${server}. Enter the name that the certificate carries.`,
  certificateExpired: ({ server }) =>
    `The certificate of ${server} has expired or is not valid yet. Renew it on the server; check both clocks.`,
  tlsFailed: ({ server, port }) =>
    `No TLS could be agreed on with ${server} on port ${port}. Port 636 speaks LDAPS; on port 389 choose StartTLS.`,
  startTlsRefused: ({ server }) =>
    `${server} does not offer StartTLS. Give it a certificate, or use LDAPS on port 636.`,
  wrongCredentials: () => 'The account or its password is wrong.',
  accountUnusable: () =>
    'The account is there but may not log on: it is locked, disabled or expired, or its password has to be changed.',
  tlsRequired: () => 'The server takes no password without TLS. Choose LDAPS or StartTLS.',
  noSuchBase: () => 'There is no object under the base name. Check the base, such as DC=corp,DC=example.',
  badName: () => 'The server does not understand the base or the account as a name.',
  referral: ({ server }) =>
    `${server} points to another server for this base. The console does not follow: enter a domain controller of that domain.`,
  notPermitted: () => 'The account may not read this. An ordinary domain account can; give it read access.',
  connectionLost: () =>
    'The connection was cut while reading. What had come in is kept, and nothing counts as gone. Read again.',
  tooSlow: () =>
    'The server took too long over a page. What had come in is kept. Read again, or choose a smaller base.',
  tooLarge: () =>
    'There is more under this base than one reading takes. Read it in parts, with a smaller base.',
  serverBusy: () => 'The server is busy or shutting down. Try again later.',
  serverError: () => 'The server refused to answer.',
  passwordUnreadable: () =>
    'The stored password cannot be opened: it was sealed with another encryption key. Enter it again in the settings.',
  notRecorded: () => 'What was read could not be recorded; the log of the console says why.',
}
