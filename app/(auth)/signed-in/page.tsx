import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentActor } from '@/lib/auth/actor'
import { paths } from '@/lib/format/paths'
import { CloseTab } from './close-tab'

export const metadata: Metadata = { title: 'Signed in' }

/** Where signing in beside an open form ends: the form waits in the other tab. */
export default async function SignedInPage() {
  const actor = await currentActor()
  if (actor.kind === 'nobody') redirect(paths.signIn({ next: paths.signedIn() }))
  return (
    <>
      <header className="grid gap-1">
        <h1 className="text-title font-semibold tracking-[-0.01em]">You are signed in again</h1>
        <p className="text-ink-soft">
          The other tab still has everything you typed. Go back to it and press the button once more.
        </p>
      </header>
      <CloseTab />
    </>
  )
}
