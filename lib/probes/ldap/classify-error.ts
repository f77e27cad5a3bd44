import {
  BusyError,
  ConfidentialityRequiredError,
  InsufficientAccessError,
  InvalidCredentialsError,
  InvalidDNSyntaxError,
  NoSuchObjectError,
  ResultCodeError,
  SizeLimitExceededError,
  StrongAuthRequiredError,
  TimeLimitExceededError,
  UnavailableError,
} from 'ldapts'
import { LdapFailure, type LdapProblem, type LdapRefusal } from './ldap-refusal'

/** Where the error came from: the same cut connection means something else before and after the first answer. */
export type LdapStage = 'connecting' | 'securing' | 'binding' | 'reading'

const RESULT_CODES: readonly [new (...args: never[]) => ResultCodeError, LdapProblem][] = [
  [InvalidCredentialsError, 'wrongCredentials'],
  [ConfidentialityRequiredError, 'tlsRequired'],
  [StrongAuthRequiredError, 'tlsRequired'],
  [NoSuchObjectError, 'noSuchBase'],
  [InvalidDNSyntaxError, 'badName'],
  [InsufficientAccessError, 'notPermitted'],
  [TimeLimitExceededError, 'tooSlow'],
  [SizeLimitExceededError, 'tooLarge'],
  [BusyError, 'serverBusy'],
  [UnavailableError, 'serverBusy'],
]

const REFERRAL_CODE = 10

/** Codes of Node's net and tls. */
const SYSTEM_CODES: Readonly<Record<string, LdapProblem>> = {
  ENOTFOUND: 'noSuchServer',
  EAI_AGAIN: 'noSuchServer',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'noAnswer',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateUntrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateUntrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateUntrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificateUntrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificateUntrusted',
  CERT_SIGNATURE_FAILURE: 'certificateUntrusted',
  CERT_REVOKED: 'certificateUntrusted',
  CERT_HAS_EXPIRED: 'certificateExpired',
  CERT_NOT_YET_VALID: 'certificateExpired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateName',
}

/**
 * Sub-codes of Active Directory in "80090308: LdapErr: ..., data 533, v4563": the password was right, or not even
 * looked at. Source: Win32 error codes as the directory service returns them in hexadecimal.
 */
const UNUSABLE_ACCOUNT = /\bdata (530|531|532|533|568|701|773|775)\b/i

/** What went wrong, as a value; whatever is not known is an error of the server with its own words. */
export function classifyError(error: unknown, stage: LdapStage): LdapRefusal {
  if (error instanceof LdapFailure) return { kind: error.kind, detail: oneLine(error.message) }
  const detail = oneLine(error instanceof Error ? error.message : String(error))
  if (error instanceof ResultCodeError) return { kind: resultKind(error, stage), detail }
  const code = codeOf(error)
  if (code !== undefined && SYSTEM_CODES[code]) return { kind: SYSTEM_CODES[code], detail: code }
  return { kind: kindByWords(detail, code, stage), detail }
}

function resultKind(error: ResultCodeError, stage: LdapStage): LdapProblem {
  if (error.code === REFERRAL_CODE) return 'referral'
  if (error instanceof InvalidCredentialsError && UNUSABLE_ACCOUNT.test(error.message))
    return 'accountUnusable'
  if (stage === 'securing') return 'startTlsRefused'
  return RESULT_CODES.find(([type]) => error instanceof type)?.[1] ?? 'serverError'
}

function kindByWords(detail: string, code: string | undefined, stage: LdapStage): LdapProblem {
  if (/connection timeout/i.test(detail)) return 'noAnswer'
  if (/operation timed out/i.test(detail)) return stage === 'reading' ? 'tooSlow' : 'noAnswer'
  const isTls = code?.startsWith('ERR_SSL') || /\bTLS\b|SSL routines|wrong version number/i.test(detail)
  if (stage === 'securing' || (stage === 'connecting' && isTls)) return 'tlsFailed'
  const isCut = code === 'ECONNRESET' || code === 'EPIPE' || /closed before|socket/i.test(detail)
  if (isCut) return stage === 'connecting' ? 'tlsFailed' : 'connectionLost'
  return 'serverError'
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

const DETAIL_LENGTH = 160

/** One line, no control characters, short. */
const oneLine = (text: string) =>
  text
    .replace(/[^\P{C}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, DETAIL_LENGTH)
