import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import type { Actor } from '@/lib/auth/actor'
import { paths } from '@/lib/format/paths'
import { lookAsClient } from '@/lib/operations/client-eye/look-as-client'
import { ClientEyeLook } from './client-eye-look'

/** "What it asks" on the page of a client: the plan at once, the answers when somebody asks. */
export async function ClientEyeSection({ actor, name }: { actor: Actor; name: string }) {
  if (!actor.can('discovery.read')) return null
  const plan = await lookAsClient(actor, { name, query: {}, live: false })
  return (
    <Section
      id="client-eye"
      title="What it asks"
      hint="The machine’s own search for a KMS host, step by step, with what its settings were when it last reported."
      actions={
        <LinkButton size="small" href={paths.clientEye({ name })}>
          What if
        </LinkButton>
      }
    >
      <ClientEyeLook name={name} query={{}} plan={plan} mayAsk={actor.can('discovery.probe')} />
    </Section>
  )
}
