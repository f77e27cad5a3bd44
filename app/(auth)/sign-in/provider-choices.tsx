import { LeavingButton, LinkButton } from '@/components/ui/button'
import type { SignInChoice } from '@/lib/data/people/sign-in-providers'
import { paths } from '@/lib/format/paths'
import { AddressForm } from './address-form'

/** A button for each provider; an address leads to its own where they have domains. */
export function ProviderChoices({ choices, next }: { choices: readonly SignInChoice[]; next: string }) {
  return (
    <div className="grid gap-3">
      {choices.map((choice) => (
        <ProviderButton key={choice.id} choice={choice} next={next} />
      ))}
      {choices.some(({ domains }) => domains.length > 0) && (
        <div className="grid gap-3 border-t pt-4 mt-1">
          <AddressForm next={next} />
        </div>
      )}
    </div>
  )
}

function ProviderButton({ choice: { id, kind, name }, next }: { choice: SignInChoice; next: string }) {
  const label = `Sign in with ${name}`
  if (kind === 'directory') {
    return (
      <LinkButton href={paths.signIn({ next, through: id })} size="large">
        {label}
      </LinkButton>
    )
  }
  return (
    <LeavingButton href={paths.api.startSignIn({ provider: id, next })} size="large">
      {label}
    </LeavingButton>
  )
}
