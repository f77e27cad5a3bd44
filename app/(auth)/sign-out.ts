'use server'

import { redirect } from 'next/navigation'
import { endSession } from '@/lib/auth/sign-in'
import { paths } from '@/lib/format/paths'

/** Ends the session and goes to the sign-in page. */
export async function signOut(): Promise<never> {
  await endSession()
  redirect(paths.signIn())
}
