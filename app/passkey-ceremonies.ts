'use client'

import type { Action, Refused } from '@/components/form/action-result'
import { addPasskeyAction, askPasskeyAction, newPasskeyAction } from './second-factor-actions'

/** A person takes their time with PIN, finger or face. */
export const PASSKEY_PATIENCE_MS = 120_000

/** An action that first lets the browser sign with a passkey, and sends what it signed. */
export function withPasskey<Answer>(action: Action<{ passkey: unknown }, Answer>): Action<object, Answer> {
  return async () => {
    const options = await askPasskeyAction({})
    if (options.kind !== 'done') return options
    const { startAuthentication } = await import('@simplewebauthn/browser')
    try {
      return await action({ passkey: await startAuthentication({ optionsJSON: options.answer }) })
    } catch (error) {
      return unlessOurs(error, 'No passkey was used. Try again, or sign in another way.')
    }
  }
}

/** Lets the browser make a passkey and keeps it under a name. */
export const makePasskeyAction: Action<{ name: string }, string[]> = async ({ name }) => {
  const options = await newPasskeyAction({})
  if (options.kind !== 'done') return options
  const { startRegistration } = await import('@simplewebauthn/browser')
  try {
    return await addPasskeyAction({
      name,
      response: await startRegistration({ optionsJSON: options.answer }),
    })
  } catch (error) {
    return unlessOurs(error, 'The browser made no passkey. Try again; it may already keep one for you here.')
  }
}

/** The browser's own refusals (WebAuthnError, a DOMException when the person cancels) are no faults. */
function unlessOurs(error: unknown, sentence: string): Refused {
  const isBrowsers =
    error instanceof Error &&
    /^(WebAuthnError|NotAllowedError|AbortError|InvalidStateError|SecurityError|NotSupportedError)$/.test(
      error.name,
    )
  if (!isBrowsers) throw error
  return { kind: 'refused', sentence, fields: {} }
}
