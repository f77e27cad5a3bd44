'use client'

import { useEffect, useState } from 'react'
import { ForThisChoice } from '@/components/form/choice-in-address'
import { Field } from '@/components/form/field'
import { CodeBlock } from '@/components/offline/code-block'
import { Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { KEY_PLACEHOLDER, onlineCommands } from '@/lib/activation/offline/activation-commands'
import { onlineScript, unattendFragment } from '@/lib/activation/offline/activation-scripts'
import type { ExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { paths } from '@/lib/format/paths'
import { MakSelect } from '../mak-select'
import { PutKeyIn } from './put-key-in'

/** The key stands in the commands for so long, then the placeholder comes back. */
const SHOWN_SECONDS = 120

interface OnlineCommandsProps {
  keys: readonly ExchangeKey[]
  chosen: ExchangeKey
  mayReveal: boolean
}

/** Commands for one machine, a script for many, and a fragment for unattended set-up. */
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
          <Field label="MAK">
            <MakSelect keys={keys} keyId={chosen.id} pathFor={(key) => paths.offlineOnline({ key })} />
          </Field>
        </div>
        <ForThisChoice>
          <PutKeyIn
            chosen={chosen}
            mayReveal={mayReveal}
            isShown={revealed !== undefined}
            onShown={setRevealed}
            onHide={() => setRevealed(undefined)}
          />
        </ForThisChoice>
      </div>
      <ForThisChoice>
        <Section
          id="one"
          title="One machine"
          hint="In an elevated prompt on the machine. slmgr.vbs prints the whole key back: close the window afterwards."
        >
          {onlineCommands(activationId, key).map(({ label, command }) => (
            <div key={label} className="grid gap-1">
              <span className="text-table text-ink-soft">{label}</span>
              <CommandLine command={command} />
            </div>
          ))}
        </Section>
        <Section
          id="many"
          title="Many machines"
          hint="PowerShell over CIM (WinRM), elevated; the names stand in machines.txt beside the script, one a line. The script holds the key once it is revealed: delete it after use."
        >
          <CodeBlock text={onlineScript(key)} label="Copy the script" name="PowerShell script" />
        </Section>
        <Section
          id="unattended"
          title="Unattended set-up"
          hint="Belongs into the answer file (unattend.xml) of an image; Windows activates by itself once it reaches Microsoft. Each machine set up from it costs one activation, also each time it is set up again."
        >
          <CodeBlock text={unattendFragment(key)} label="Copy the fragment" name="Fragment of unattend.xml" />
        </Section>
      </ForThisChoice>
    </>
  )
}
