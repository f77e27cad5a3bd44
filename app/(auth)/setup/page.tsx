import type { Metadata } from 'next'
import { Notice } from '@/components/feedback/notice'
import { LinkButton } from '@/components/ui/button'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import { hashToken } from '@/lib/auth/token'
import { anyoneCanSignIn } from '@/lib/data/people/people'
import { accountOf, findSetupLink, type SetupLinkRow } from '@/lib/data/people/setup-link'
import { formatDateTime } from '@/lib/format/dates'
import { paths } from '@/lib/format/paths'
import { linkProblem } from '@/lib/operations/people/invitations'
import { LINK_SENTENCES, type LinkRefusal } from '@/lib/operations/people/link-refusal'
import { SetupForm } from './setup-form'

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' }

interface SetupPageProps {
  searchParams: Promise<{ token?: string | string[] }>
}

export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token } = await searchParams
  const link = typeof token === 'string' ? await findSetupLink(hashToken(token)) : null
  const problem = await problemOf(link)
  if (problem || !link || typeof token !== 'string') return <Unusable problem={problem ?? 'unknown'} />
  const kind = await kindOf(link)
  return (
    <>
      <header className="grid gap-1">
        <h1 className="text-title font-semibold tracking-[-0.01em]">{TITLES[kind]}</h1>
        <p className="text-ink-soft">{introduction(kind, link)}</p>
      </header>
      <SetupForm
        token={token}
        kind={kind}
        name={link.name ?? ''}
        email={link.email ?? ''}
        emailIsGiven={link.email !== null}
      />
      <p className="text-table text-ink-soft">
        This link works once, until {formatDateTime(link.expiresAt)}.
      </p>
    </>
  )
}

type Kind = 'firstAdmin' | 'invitation' | 'password'

const TITLES = {
  firstAdmin: 'Set up the console',
  invitation: 'Join the console',
  password: 'Choose a new password',
} as const satisfies Record<Kind, string>

function introduction(kind: Kind, link: SetupLinkRow): string {
  if (kind === 'firstAdmin') return 'You become the first licensing admin. You can invite others afterwards.'
  if (kind === 'password') return `For ${link.email}. Every session you have elsewhere ends.`
  return `You were invited as ${ROLE_LABELS[link.role].toLowerCase()}.`
}

async function kindOf(link: SetupLinkRow): Promise<Kind> {
  if (link.createdById === null) return 'firstAdmin'
  return link.email && (await accountOf(link.email)) ? 'password' : 'invitation'
}

async function problemOf(link: SetupLinkRow | null): Promise<LinkRefusal | undefined> {
  const problem = linkProblem(link, new Date())
  if (problem) return problem
  if (link?.email && (await accountOf(link.email))?.isDisabled) return 'disabled'
  return link?.createdById === null && (await anyoneCanSignIn()) ? 'alreadySetUp' : undefined
}

function Unusable({ problem }: { problem: LinkRefusal }) {
  const { title, text } = LINK_SENTENCES[problem]
  return (
    <>
      <h1 className="text-title font-semibold tracking-[-0.01em]">{title}</h1>
      <Notice tone="watch">{text}</Notice>
      <div>
        <LinkButton href={paths.signIn()} size="large">
          Go to the sign-in page
        </LinkButton>
      </div>
    </>
  )
}
