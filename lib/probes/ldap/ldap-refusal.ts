/** Why a directory could not be asked, or not to the end. What it says in words stands in lib/operations/networks/directory-refusal.ts. */
export type LdapProblem =
  /** The server's name leads to no address. */
  | 'noSuchServer'
  /** Its address is not among those that may be asked (PROBE_ALLOW). */
  | 'notAllowed'
  /** Nothing listens on the port. */
  | 'refused'
  /** No answer in time when connecting. */
  | 'noAnswer'
  | 'unreachable'
  /** The certificate is not from an authority that is trusted here. */
  | 'certificateUntrusted'
  /** The certificate is for another name. */
  | 'certificateName'
  | 'certificateExpired'
  /** No TLS could be agreed on: the port speaks none, or none that is safe. */
  | 'tlsFailed'
  | 'startTlsRefused'
  | 'wrongCredentials'
  /** The account is locked, disabled, expired or may not log on here. */
  | 'accountUnusable'
  /** The server wants LDAPS, StartTLS or signing. */
  | 'tlsRequired'
  | 'noSuchBase'
  /** The name of the base or of the account is not a distinguished name. */
  | 'badName'
  /** The server points to another one; the console does not follow. */
  | 'referral'
  | 'notPermitted'
  /** Cut off while reading. */
  | 'connectionLost'
  /** The server took longer than allowed over one page. */
  | 'tooSlow'
  /** More than the console takes in: a page or the whole. */
  | 'tooLarge'
  | 'serverBusy'
  | 'serverError'

export interface LdapRefusal {
  kind: LdapProblem
  /** What the server or the system said, one short line without names of accounts or passwords. */
  detail: string
}

/** Thrown inside lib/probes/ldap only; its callers turn it into a value. */
export class LdapFailure extends Error {
  constructor(
    readonly kind: LdapProblem,
    detail = '',
  ) {
    super(detail)
    this.name = 'LdapFailure'
  }
}

export const failure = (kind: LdapProblem, detail = '') => new LdapFailure(kind, detail)
