import type { LdapProblem } from '@/lib/probes/ldap/ldap-refusal'
import type { Said } from '../frame-refusal'

export type DirectoryRefusal =
  | { kind: 'noSuchDirectory' }
  | { kind: 'directoryKnown'; server: string }
  | { kind: 'badCertificate' }
  /** The password would go to another server, or another way: it has to be entered again. */
  | { kind: 'passwordNeeded' }
  | { kind: 'alreadyReading' }
  | { kind: 'passwordUnreadable' }
  | { kind: 'unchanged' }
  /** It belongs to the sample: nobody is there to ask. */
  | { kind: 'sampleDirectory' }
  | { kind: 'signInUsesIt'; name: string }
  | { kind: 'signInNeedsTls' }
  /** Connecting, binding or looking for the base failed. */
  | ({ kind: 'noConnection'; problem: LdapProblem; detail: string } & Server)

interface Server {
  server: string
  port: number
}

export function refuse<R extends DirectoryRefusal>(refusal: R) {
  return { ok: false as const, refusal }
}

export const SAMPLE_DIRECTORY = 'This directory belongs to the sample: there is no server behind it.'
const PASSWORD_UNREADABLE =
  'The stored password cannot be decrypted: it was encrypted with another key. Enter it again.'

/** Why a change to a directory was refused or its server not reached, and what to do. */
export function sayDirectoryRefusal(refusal: DirectoryRefusal): Said {
  switch (refusal.kind) {
    case 'noSuchDirectory':
      return 'This directory no longer exists. Reload the page.'
    case 'directoryKnown': {
      const sentence = `${refusal.server} is already set up with this port and base. Change that entry.`
      return { field: 'server', sentence }
    }
    case 'badCertificate':
      return {
        field: 'caCertificate',
        sentence: 'The certificate cannot be read. Paste all of it as PEM text.',
      }
    case 'passwordNeeded': {
      const sentence =
        'Enter the password again: server, account or connection are not the ones it was entered for.'
      return { field: 'password', sentence }
    }
    case 'alreadyReading':
      return 'The directory is already being read.'
    case 'passwordUnreadable':
      return PASSWORD_UNREADABLE
    case 'unchanged':
      return 'Nothing was changed: it is already set up like this.'
    case 'signInUsesIt':
      return `People sign in through it (${refusal.name}). Remove that way to sign in first.`
    case 'signInNeedsTls': {
      const sentence = 'People sign in through it: their passwords would cross the network in the clear.'
      return { field: 'security', sentence }
    }
    case 'sampleDirectory':
      return SAMPLE_DIRECTORY
    case 'noConnection': {
      const details = refusal.detail && ` Details: ${refusal.detail}`
      return `${sayReadingProblem(refusal.problem, refusal)}${details}`
    }
  }
}

/** What ended a reading of a directory, and what to do about it. */
export function sayReadingProblem(problem: string, { server, port }: Server): string {
  const say = READING_PROBLEMS[problem as ReadingProblem]
  return say ? say({ server, port }) : `The directory could not be read (${problem}).`
}

type ReadingProblem = LdapProblem | 'passwordUnreadable' | 'notRecorded'

const READING_PROBLEMS: Readonly<Record<ReadingProblem, (at: Server) => string>> = {
  noSuchServer: ({ server }) =>
    `${server} has no address in DNS. Check the spelling, and whether this machine’s DNS knows the domain.`,
  notAllowed: ({ server }) =>
    `This console is not allowed to connect to the address of ${server}. Whoever runs the console can add it to PROBE_ALLOW.`,
  refused: ({ server, port }) =>
    `${server} accepts no connections on port ${port}: nothing listens there. LDAPS is on 636, LDAP on 389; a domain controller offers LDAPS once it has a certificate.`,
  noAnswer: ({ server, port }) =>
    `${server} did not answer on port ${port} in time. A firewall may be in between, or the server is off.`,
  unreachable: ({ server }) =>
    `There is no route to ${server} from this machine. Check routing and firewalls.`,
  certificateUntrusted: ({ server }) =>
    `The certificate of ${server} is not from an authority this machine trusts. Add the certificate of your own authority to this directory.`,
  certificateName: ({ server }) => `The certificate is not for ${server}. Enter the name in the certificate.`,
  certificateExpired: ({ server }) =>
    `The certificate of ${server} has expired or is not valid yet. Renew it on the server; check both clocks.`,
  tlsFailed: ({ server, port }) =>
    `TLS with ${server} failed on port ${port}. Port 636 is for LDAPS; on port 389 choose StartTLS.`,
  startTlsRefused: ({ server }) =>
    `${server} does not offer StartTLS. Give it a certificate, or use LDAPS on port 636.`,
  wrongCredentials: () => 'The account or its password is wrong.',
  accountUnusable: () =>
    'The account exists but cannot log on: it is locked, disabled or expired, or its password must be changed.',
  tlsRequired: () => 'The server accepts no password without TLS. Choose LDAPS or StartTLS.',
  noSuchBase: () =>
    'There is no object with the name of the base. Check the base, such as DC=corp,DC=example.',
  badName: () => 'The server does not accept the base or the account as a name.',
  referral: ({ server }) =>
    `${server} refers to another server for this base. The console does not follow referrals: enter a domain controller of that domain.`,
  notPermitted: () =>
    'The account is not allowed to read this. An ordinary domain account is; give it read access.',
  connectionLost: () =>
    'The connection was lost while reading. What was read is kept, and no computer counts as gone. Read again.',
  tooSlow: () =>
    'The server took too long for one page. What was read is kept. Read again, or choose a smaller base.',
  tooLarge: () =>
    'There is more under this base than one reading takes. Read it in parts, with smaller bases.',
  serverBusy: () => 'The server is busy or shutting down. Try again later.',
  serverError: () => 'The server refused to answer.',
  passwordUnreadable: () => PASSWORD_UNREADABLE,
  notRecorded: () => 'What was read could not be saved; the log of the console says why.',
}
