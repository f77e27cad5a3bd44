import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { signOut } from '@/app/(auth)/sign-out'
import { currentSession } from '@/lib/auth/actor'
import { localPath } from '@/lib/auth/local-path'
import { passkeyHost } from '@/lib/auth/passkey-host'
import { ROLE_LABELS, type Role } from '@/lib/auth/permissions'
import { paths } from '@/lib/format/paths'
import { RequiredSetUp } from './required-setup'

export const metadata: Metadata = { title: 'Set up a second factor' }

interface SetUpPageProps {
  searchParams: Promise<{ next?: string | string[] }>
}

/** For whoever has a role that needs a second factor, and has none yet: nothing else opens before. */
export default async function SetUpPage({ searchParams }: SetUpPageProps) {
  const { next } = await searchParams
  const target = localPath(next)
  const session = await currentSession()
  if (session?.standing === 'waits') redirect(paths.secondFactor({ next: target }))
  if (session?.standing !== 'mustSetUp') redirect(session ? target : paths.signIn({ next: target }))
  return (
    <>
      <header className="grid gap-1">
        <h1 className="text-title font-semibold tracking-[-0.01em]">Set up a second factor</h1>
        <p className="text-ink-soft">
          Your role, {ROLE_LABELS[session.role as Role].toLowerCase()}, needs one besides the password. Choose
          how; you can add the other one later.
        </p>
      </header>
      <RequiredSetUp
        next={target}
        canPasskey={passkeyHost(await headers()) !== undefined}
        signOut={signOut}
      />
    </>
  )
}
