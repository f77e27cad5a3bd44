import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentSession } from '@/lib/auth/actor'
import { localPath } from '@/lib/auth/local-path'
import { findFactors } from '@/lib/data/people/second-factor'
import { prisma } from '@/lib/data/prisma'
import { paths } from '@/lib/format/paths'
import { SecondFactorForm } from './second-factor-form'

export const metadata: Metadata = { title: 'Second factor' }

interface SecondFactorPageProps {
  searchParams: Promise<{ next?: string | string[] }>
}

/** After the password, for whoever has a second factor. */
export default async function SecondFactorPage({ searchParams }: SecondFactorPageProps) {
  const { next } = await searchParams
  const target = localPath(next)
  const session = await currentSession()
  if (session?.standing !== 'waits') redirect(session ? target : paths.signIn({ next: target }))
  const { hasApp, passkeys } = await findFactors(prisma(), session.id)
  return (
    <>
      <header className="grid gap-1">
        <h1 className="text-title font-semibold tracking-[-0.01em]">Second factor</h1>
        <p className="text-ink-soft">The password is right. Now show your second factor.</p>
      </header>
      <SecondFactorForm next={target} hasApp={hasApp} hasPasskey={passkeys.length > 0} />
    </>
  )
}
