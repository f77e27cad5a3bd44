'use client'

import { Building2, Globe, Network, Plus, Trees } from 'lucide-react'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { NetworkUnit } from '@/lib/data/networks/networks-page'
import { NO_CHANGE } from './network-words'
import { AddUnitDialog } from './unit-dialogs'
import { AddZoneDialog } from './zone-dialogs'

const ADDABLE = [
  { kind: 'zone', label: 'DNS zone', icon: Globe },
  { kind: 'forest', label: 'Forest', icon: Trees },
  { kind: 'domain', label: 'Domain', icon: Building2 },
  { kind: 'workgroup', label: 'Workgroup', icon: Network },
] as const

/** The form that is open stands in the address with the name it starts with, so that other pages can lead to it. */
const ADDRESS = {
  add: parseAsStringLiteral(ADDABLE.map(({ kind }) => kind)),
  name: parseAsString.withDefault(''),
}

/** What can be added to the networks. */
export function AddMenu({ units, mayChange }: { units: readonly NetworkUnit[]; mayChange: boolean }) {
  const [{ add, name }, setAddress] = useQueryStates(ADDRESS)
  const button = (
    <Button look="primary" icon={Plus} disabledReason={mayChange ? undefined : NO_CHANGE}>
      Add
    </Button>
  )
  if (!mayChange) return button
  const form = { name, units, onClose: () => void setAddress({ add: null, name: null }) }
  return (
    <>
      <Menu trigger={button}>
        {ADDABLE.map(({ kind, label, icon }) => (
          <MenuItem key={kind} icon={icon} onSelect={() => void setAddress({ add: kind })}>
            {label}
          </MenuItem>
        ))}
      </Menu>
      <AddZoneDialog {...form} open={add === 'zone'} />
      {add !== 'zone' && <AddUnitDialog {...form} kind={add ?? 'forest'} open={add !== null} />}
    </>
  )
}
