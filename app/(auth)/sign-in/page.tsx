import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { Notice } from '@/components/feedback/notice'
import { Link } from '@/components/ui/link'
import { currentActor } from '@/lib/auth/actor'
import { localPath } from '@/lib/auth/local-path'
import { passkeyHost } from '@/lib/auth/passkey-host'
import { anyoneCanSignIn } from '@/lib/data/people/people'
import { anyPasskeyIsKept } from '@/lib/data/people/second-factor'
import { loadSignInChoices, type SignInChoice } from '@/lib/data/people/sign-in-providers'
import { paths } from '@/lib/format/paths'
import { readRefusal } from '@/lib/operations/sign-in/told-refusal'
import { firstPage } from '../first-page'
import { DirectoryForm } from './directory-form'
import { ProviderChoices } from './provider-choices'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const params = await searchParams
  const one = (name: string) => (typeof params[name] === 'string' ? params[name] : undefined)
  const next = localPath(params.next)
  const through = one('through')
  const refused = one('refused')
  const sentence = refused === undefined ? undefined : await readRefusal(refused, new Date())
  const actor = await currentActor()
  // Somebody may sign in once more to show who they are, and be refused.
  const isAgain = through !== undefined || sentence !== undefined
  if (actor.kind === 'user' && !isAgain) redirect(await firstPage(actor.id, next))
  return (
    <>
      <h1 className="text-title font-semibold tracking-[-0.01em]">Sign in</h1>
      {sentence && (
        <Notice tone="bad" title="Not signed in">
          {sentence}
        </Notice>
      )}
      {(await anyoneCanSignIn()) ? (
        <Ways
          choices={await loadSignInChoices()}
          next={next}
          through={through}
          email={one('email') ?? ''}
          hasPasskeys={await mayUsePasskeys()}
        />
      ) : (
        <Notice title="Nobody can sign in yet">
          Open the one-time link that the console printed when it started. It makes the first licensing admin.
          If you no longer have it, start the console again: it prints a new one.
        </Notice>
      )}
    </>
  )
}

/** Not before somebody has one, and only where browsers offer them. */
async function mayUsePasskeys(): Promise<boolean> {
  return passkeyHost(await headers()) !== undefined && (await anyPasskeyIsKept())
}

interface WaysProps {
  choices: readonly SignInChoice[]
  next: string
  /** a provider's id, 'password' or 'any' */
  through: string | undefined
  email: string
  hasPasskeys: boolean
}

/** The way that was chosen, or all there are; a password of this console is always one of them. */
function Ways({ choices, next, through, email, hasPasskeys }: WaysProps) {
  const withPassword = <SignInForm next={next} email={email} hasPasskeys={hasPasskeys} />
  if (choices.length === 0) return withPassword
  const [only] = choices
  const chosen = choices.find(({ id }) => id === through)
  const directory = chosen ?? (choices.length === 1 && only?.kind === 'directory' ? only : undefined)
  if (through === 'password') {
    return (
      <>
        {withPassword}
        <Otherwise href={paths.signIn({ next, through: 'any' })}>Other ways to sign in</Otherwise>
      </>
    )
  }
  if (directory?.kind === 'directory') {
    return (
      <>
        <DirectoryForm provider={directory} next={next} name={email} />
        {choices.length > 1 && (
          <Otherwise href={paths.signIn({ next, through: 'any' })}>Other ways to sign in</Otherwise>
        )}
        <Otherwise href={paths.signIn({ next, through: 'password' })}>
          Use a password of this console
        </Otherwise>
      </>
    )
  }
  return (
    <>
      <ProviderChoices choices={choices} next={next} />
      <Otherwise href={paths.signIn({ next, through: 'password' })}>Use a password of this console</Otherwise>
    </>
  )
}

function Otherwise({ href, children }: { href: string; children: string }) {
  return (
    <p className="text-table">
      <Link href={href} className="link">
        {children}
      </Link>
    </p>
  )
}
