'use client'

import type { ReactNode } from 'react'
import { RenewRecoveryCodes, SetUpApp, SetUpPasskey } from '@/app/(auth)/second-factor/setup/factor-setup'
import { NO_PASSKEYS_HERE } from '@/app/(auth)/second-factor/setup/required-setup'
import { removeFactorAction } from '@/app/second-factor-actions'
import { FormDialog } from '@/components/form/form-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import type { OwnAccount } from '@/lib/data/people/own-account'
import { formatCountOf } from '@/lib/format/counts'

interface FactorSectionProps {
  account: OwnAccount
  /** The role needs one, so the last stays. */
  isNeeded: boolean
  /** Whether browsers offer passkeys under this address. */
  canPasskey: boolean
}

/** The second factor: what there is, what can be added, and the recovery codes. */
export function FactorSection({ account, isNeeded, canPasskey }: FactorSectionProps) {
  const { hasPassword, hasApp, passkeys, recoveryCodesLeft } = account
  const hasAny = hasApp || passkeys.length > 0
  const isLast = isNeeded && Number(hasApp) + passkeys.length === 1
  if (!hasPassword) return null
  return (
    <Section
      id="second-factor"
      title="Second factor"
      hint={
        isNeeded
          ? 'Your role needs one besides the password.'
          : 'With one, somebody who learns your password still cannot sign in.'
      }
      actions={
        <>
          {!hasApp && <SetUpApp />}
          <SetUpPasskey disabledReason={canPasskey ? undefined : NO_PASSKEYS_HERE} />
        </>
      }
    >
      {hasAny ? (
        <Facts>
          {hasApp && (
            <Fact name="Authenticator app">
              <Line>
                <Badge tone="ok">Set up</Badge>
                <Remove what="the authenticator app" isLast={isLast} />
              </Line>
            </Fact>
          )}
          {passkeys.map((passkey) => (
            <Fact key={passkey.id} name="Passkey">
              <Line>
                {passkey.name}
                <span className="text-ink-soft">
                  {passkey.usedAt ? (
                    <>
                      last used <Time at={passkey.usedAt} />
                    </>
                  ) : (
                    <>
                      added <Time at={passkey.createdAt} />
                    </>
                  )}
                </span>
                <Remove what={`the passkey ${passkey.name}`} passkeyId={passkey.id} isLast={isLast} />
              </Line>
            </Fact>
          ))}
          <Fact name="Recovery codes">
            <Line>
              {recoveryCodesLeft === 0 ? 'None left' : `${formatCountOf(recoveryCodesLeft, 'code')} left`}
              <RenewRecoveryCodes />
            </Line>
          </Fact>
        </Facts>
      ) : (
        <p className="text-ink-soft">None yet: your password alone lets in.</p>
      )}
    </Section>
  )
}

function Line({ children }: { children: ReactNode }) {
  return <span className="inline-flex flex-wrap items-center gap-2">{children}</span>
}

function Remove({ what, passkeyId, isLast }: { what: string; passkeyId?: string; isLast: boolean }) {
  return (
    <FormDialog
      title={`Remove ${what}?`}
      description="It no longer lets you in. With the last second factor the recovery codes go as well."
      confirmLabel="Remove"
      danger
      trigger={
        <Button look="quiet" size="small">
          Remove
        </Button>
      }
      disabledReason={isLast ? 'Your role needs a second factor. Add another one first.' : undefined}
      action={removeFactorAction}
      input={() => ({ passkeyId })}
    />
  )
}
