import type { Metadata } from 'next'
import { requireSignedIn } from '@/lib/auth/actor'
import { CloseTab } from './close-tab'

export const metadata: Metadata = { title: 'Signed in' }

/** Where signing in beside an open form ends: the form waits in the other tab. */
export default async function SignedInPage() {
  await requireSignedIn()
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
