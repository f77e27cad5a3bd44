'use client'

import { paths } from '@/lib/format/paths'

const HREF = paths.signIn({ next: paths.signedIn() })
const HREF_ANEW = paths.signIn({ next: paths.signedIn(), through: 'any' })

/** Opens the sign-in page in another tab, for what was sent without a form. */
export function openSignIn(): void {
  window.open(HREF, '_blank')
}

/**
 * To sign in beside a form that stays as it is. The other tab may close itself afterwards, so it keeps its opener.
 * @param evenIfSignedIn to show by it who one is
 */
export function SignInAgain({ evenIfSignedIn }: { evenIfSignedIn?: true }) {
  return (
    <a
      href={evenIfSignedIn ? HREF_ANEW : HREF}
      target="_blank"
      rel="noopener opener"
      className="link font-medium"
    >
      Sign in again in a new tab
    </a>
  )
}
