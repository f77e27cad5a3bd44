'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button'
import { FormShell } from './form-shell'

interface ConfirmPlanProps {
  /** What would change, for the person to look at. */
  children: ReactNode
  confirmLabel: string
  /** Why there is nothing to confirm; absent when there is. */
  disabledReason: string | undefined
  backLabel: string
  onBack: () => void
  /** Does it; a returned text is the refusal. */
  onConfirm: () => Promise<string | undefined>
}

/** The second step of an import in a dialog: what it changes, then doing it or going back. */
export function ConfirmPlan(props: ConfirmPlanProps) {
  const { children, confirmLabel, disabledReason, backLabel, onBack, onConfirm } = props
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    const refusal = await onConfirm()
    setBusy(false)
    setProblem(refusal)
  }
  return (
    <FormShell
      className="max-w-none"
      problem={problem}
      onSubmit={confirm}
      actions={
        <>
          <Button type="submit" look="primary" disabled={busy} disabledReason={disabledReason}>
            {confirmLabel}
          </Button>
          <Button onClick={onBack}>{backLabel}</Button>
        </>
      }
    >
      {children}
    </FormShell>
  )
}
