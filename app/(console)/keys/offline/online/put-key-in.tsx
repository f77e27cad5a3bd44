'use client'

import { Eye, EyeOff } from 'lucide-react'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import type { ExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { revealKeyAction } from '../../[id]/actions'

interface PutKeyInProps {
  chosen: ExchangeKey
  mayReveal: boolean
  isShown: boolean
  onShown: (key: string) => void
  onHide: () => void
}

/** Puts the full key into the commands, after a reason was given. */
export function PutKeyIn({ chosen, mayReveal, isShown, onShown, onHide }: PutKeyInProps) {
  if (isShown) {
    return (
      <Button icon={EyeOff} onClick={onHide}>
        Take the key out again
      </Button>
    )
  }
  return (
    <FormDialog
      trigger={<Button icon={Eye}>Put the key in</Button>}
      title={`Put the full key …-${chosen.lastFive} into the commands?`}
      description="Your name, the time and the reason go to the audit log before the key is shown. The placeholder comes back after two minutes."
      confirmLabel="Put the key in"
      disabledReason={reasonAgainst(chosen, mayReveal)}
      action={revealKeyAction}
      input={({ text }) => ({ keyId: chosen.id, reason: text('reason') })}
      onDone={onShown}
    >
      <ReasonField />
    </FormDialog>
  )
}

function reasonAgainst({ isWhole }: ExchangeKey, mayReveal: boolean): string | undefined {
  if (!mayReveal) return 'Only a licensing admin can reveal keys.'
  return isWhole ? undefined : 'Only the last five of this key are known. Add the full key under Keys.'
}
