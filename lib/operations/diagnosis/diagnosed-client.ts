import { diagnosedDescription } from '@/lib/activation/diagnosis/diagnosed-description'
import type { Actor } from '@/lib/auth/actor-kinds'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import { type ClientView, loadClientPage } from '@/lib/data/clients/client-page'
import type { ClientEyeView } from '../client-eye/look-as-client'
import { diagnoseMachine } from './diagnose-machine'

/** A client with what is probably wrong with those of its licenses that are not well; undefined for an unknown name. */
export async function loadDiagnosedClient(
  actor: Actor,
  name: string,
  now: Date,
): Promise<ClientView | undefined> {
  const client = await loadClientPage(actor, name, now)
  return client && { ...client, licenses: await diagnoseLicenses(actor, client, now) }
}

export interface DiagnosisContext {
  /** the look through the machine's eyes, where it was taken already */
  plan?: ClientEyeView | undefined
  /** a code that somebody reads on the machine now */
  reported?: string
}

/** The same licenses, each described by its cause where one was found. A reported code is that of the first. */
export function diagnoseLicenses(
  actor: Actor,
  { name, licenses }: Pick<ClientView, 'name' | 'licenses'>,
  now: Date,
  { plan, reported }: DiagnosisContext = {},
): Promise<ClientLicense[]> {
  return Promise.all(
    licenses.map(async (license, place) => {
      const told = place === 0 && reported !== undefined ? { reported } : {}
      const { words } = await diagnoseMachine(actor, { name, license, now, ...told }, plan)
      if (words === undefined) return license
      const description = diagnosedDescription(license.words, license.assessment.condition, words)
      return { ...license, words: description, diagnosis: words }
    }),
  )
}
