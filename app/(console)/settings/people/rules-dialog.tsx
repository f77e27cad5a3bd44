'use client'

import { ShieldCheck } from 'lucide-react'
import { FormDialog } from '@/components/form/form-dialog'
import { TickField } from '@/components/form/tick-field'
import { Button } from '@/components/ui/button'
import { ROLE_LABELS, ROLES } from '@/lib/auth/permissions'
import type { AccessRules } from '@/lib/data/people/access-rules'
import { setRulesAction } from './actions'

/** Who needs a second factor, what needs two persons, and who may use a password. */
export function RulesDialog({ rules }: { rules: AccessRules }) {
  return (
    <FormDialog
      title="Rules of access"
      description="They hold from the next request on. Whoever needs a second factor and has none sets one up before anything else."
      confirmLabel="Set the rules"
      trigger={<Button icon={ShieldCheck}>Rules of access</Button>}
      action={setRulesAction}
      input={({ list, flag }) => ({
        secondFactorRoles: list('secondFactorRoles'),
        twoPersons: flag('twoPersons'),
        passwordsOff: flag('passwordsOff'),
      })}
    >
      <fieldset className="grid gap-2">
        <legend className="text-sm font-medium pb-1.5">A second factor is needed by</legend>
        {ROLES.map((role) => (
          <TickField
            key={role}
            name="secondFactorRoles"
            value={role}
            label={`${ROLE_LABELS[role]}s`}
            defaultChecked={rules.secondFactorRoles.includes(role)}
          />
        ))}
      </fieldset>
      <TickField
        name="twoPersons"
        label="A full key, or taking an offline package out, needs two licensing admins"
        hint="One asks and gives a reason, another one releases it. The first then has 30 minutes. Two are needed to take this off again."
        defaultChecked={rules.twoPersons}
      />
      <TickField
        name="passwordsOff"
        label="Passwords and passkeys only for emergencies"
        hint="While a provider or directory is on, only accounts for emergencies sign in with one of this console. Sessions that began so end at once, yours too."
        defaultChecked={rules.passwordsOff}
      />
    </FormDialog>
  )
}
