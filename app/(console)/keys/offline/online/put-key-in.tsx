'use client'

import { Eye, EyeOff } from 'lucide-react'
import { ReasonDialog } from '@/components/feedback/reason-dialog'
import { actionProblem } from '@/components/form/action-problem'
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

/** Puts the whole key into the commands, after a reason was given. */
export function PutKeyIn({ chosen, mayReveal, isShown, onShown, onHide }: PutKeyInProps) {
  if (isShown) {
    return (
      <Button icon={EyeOff} onClick={onHide}>
        Take the key out again
      </Button>
    )
  }
  const reason = reasonAgainst(chosen, mayReveal)
  if (reason !== undefined) {
    return (
      <Button icon={Eye} disabledReason={reason}>
        Put the key in
      </Button>
    )
  }
  return (
    <ReasonDialog
      title={`Put the whole key …-${chosen.lastFive} into the commands?`}
      trigger={<Button icon={Eye}>Put the key in</Button>}
      confirmLabel="Put the key in"
      onConfirm={async (why) => {
        const result = await revealKeyAction({ keyId: chosen.id, reason: why.trim() })
        if (!result?.data?.key) {
          return actionProblem(result) ?? 'The key was not revealed.'
        }
        onShown(result.data.key)
        return undefined
      }}
    >
      Your name, the time and the reason go to the audit log before the key is shown. The placeholder comes
      back after two minutes.
    </ReasonDialog>
  )
}

function reasonAgainst({ isWhole }: ExchangeKey, mayReveal: boolean): string | undefined {
  if (!mayReveal) return 'Only a licensing admin reveals keys.'
  return isWhole ? undefined : 'Only the last five of this key are known. Add the whole key under Keys.'
}
