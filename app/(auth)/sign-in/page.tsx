import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Notice } from '@/components/feedback/notice'
import { currentActor } from '@/lib/auth/actor'
import { localPath } from '@/lib/auth/local-path'
import { anyoneCanSignIn } from '@/lib/data/people/people'
import { firstPage } from '../first-page'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[] }>
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams
  const target = localPath(typeof next === 'string' ? next : undefined)
  const actor = await currentActor()
  if (actor.kind === 'user') redirect(firstPage(actor.role, target))
  return (
    <>
      <h1 className="text-title font-semibold tracking-[-0.01em]">Sign in</h1>
      {(await anyoneCanSignIn()) ? (
        <SignInForm next={target} />
      ) : (
        <Notice title="Nobody can sign in yet">
          Open the one-time link that the console printed when it started. It makes the first licensing admin.
          If you no longer have it, start the console again: it prints a new one.
        </Notice>
      )}
    </>
  )
}
