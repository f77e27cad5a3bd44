'use client'

import { Button } from '@/components/ui/button'
import { SetUpApp, SetUpPasskey } from './factor-setup'

export const NO_PASSKEYS_HERE = 'Browsers offer passkeys only over https and under a host name.'

/** @param next path to go to once a factor is set up. */
export function RequiredSetUp(props: { next: string; canPasskey: boolean; signOut: () => Promise<never> }) {
  const { next, canPasskey, signOut } = props
  // The whole page anew: what it may show was decided on the server.
  const go = () => window.location.assign(next)
  return (
    <div className="grid justify-items-start gap-3">
      <SetUpApp onSetUp={go} />
      <SetUpPasskey onSetUp={go} disabledReason={canPasskey ? undefined : NO_PASSKEYS_HERE} />
      <Button look="quiet" onClick={() => void signOut()}>
        Sign out
      </Button>
    </div>
  )
}
