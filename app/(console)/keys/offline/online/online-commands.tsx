'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ForThisChoice } from '@/components/form/choice-in-address'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { CodeBlock, Commands } from '@/components/offline/commands'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { KEY_PLACEHOLDER, onlineCommands } from '@/lib/activation/offline/activation-commands'
import { onlineScript, unattendFragment } from '@/lib/activation/offline/activation-scripts'
import type { CountedExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { paths } from '@/lib/format/paths'
import { revealKeyAction } from '../../[id]/actions'
import { MakField } from '../mak-choice'

/** The key stands in the commands for so long, then the placeholder comes back. */
const SHOWN_SECONDS = 120

interface OnlineCommandsProps {
  keys: readonly CountedExchangeKey[]
  chosen: CountedExchangeKey
  mayReveal: boolean
}

/** Commands for one machine, a script for many, and a fragment for unattended setup. */
export function OnlineCommands({ keys, chosen, mayReveal }: OnlineCommandsProps) {
  const [revealed, setRevealed] = useState<string>()
  useEffect(() => {
    if (revealed === undefined) return
    const timer = setTimeout(() => setRevealed(undefined), SHOWN_SECONDS * 1000)
    return () => clearTimeout(timer)
  }, [revealed])
  const key = revealed ?? KEY_PLACEHOLDER
  const [activationId] = chosen.activationIds.length === 1 ? chosen.activationIds : []
  return (
    <>
      <div className="flex flex-wrap items-end gap-4">
        <div className="w-80 max-w-full">
          <MakField keys={keys} keyId={chosen.id} pathFor={(key) => paths.offlineOnline({ key })} />
        </div>
        <ForThisChoice>
          {revealed === undefined ? (
            <PutKeyIn chosen={chosen} mayReveal={mayReveal} onShown={setRevealed} />
          ) : (
            <Button icon={EyeOff} onClick={() => setRevealed(undefined)}>
              Take the key out
            </Button>
          )}
        </ForThisChoice>
      </div>
      <ForThisChoice>
        <Section
          id="one"
          title="One machine"
          hint="Run these in an elevated prompt on the machine. slmgr.vbs prints the full key: close the window afterwards."
        >
          <Commands commands={onlineCommands(activationId, key)} />
        </Section>
        <Section
          id="many"
          title="Many machines"
          hint="Run this in an elevated PowerShell; it uses CIM (WinRM). List the names in machines.txt beside the script, one a line. With the key put in, the script contains it: delete it after use."
        >
          <CodeBlock text={onlineScript(key)} label="Copy the script" name="PowerShell script" />
        </Section>
        <Section
          id="unattended"
          title="Unattended setup"
          hint="For the answer file (unattend.xml) of an image; Windows activates automatically once it reaches Microsoft. Each setup of a machine uses one activation."
        >
          <CodeBlock text={unattendFragment(key)} label="Copy the fragment" name="Fragment of unattend.xml" />
        </Section>
      </ForThisChoice>
    </>
  )
}

interface PutKeyInProps {
  chosen: CountedExchangeKey
  mayReveal: boolean
  onShown: (key: string) => void
}

/** Puts the full key into the commands, after a reason was given. */
function PutKeyIn({ chosen, mayReveal, onShown }: PutKeyInProps) {
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

function reasonAgainst({ isWhole }: CountedExchangeKey, mayReveal: boolean): string | undefined {
  if (!mayReveal) return 'Only a licensing admin can reveal keys.'
  return isWhole ? undefined : 'Only the last five of this key are known. Add the full key under Keys.'
}
