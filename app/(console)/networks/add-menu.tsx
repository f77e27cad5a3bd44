'use client'

import { Building2, Globe, Network, Plus, Trees } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { NetworkUnit } from '@/lib/data/networks/networks-page'
import { networksParams } from './search-params'
import { UnitForm } from './unit-form'
import { ZoneForm } from './zone-form'

const TITLE = {
  zone: 'Add a DNS zone',
  forest: 'Add a forest',
  domain: 'Add a domain',
  workgroup: 'Add a workgroup',
} as const

/** What can be added; the open form stands in the address, so that other pages can lead to it. */
export function AddMenu({ units, mayChange }: { units: readonly NetworkUnit[]; mayChange: boolean }) {
  const [{ add, name }, setParams] = useQueryStates(networksParams)
  if (!mayChange) {
    return (
      <Button look="primary" icon={Plus} disabledReason="Only a licensing admin can change the networks.">
        Add
      </Button>
    )
  }
  const close = () => void setParams({ add: null, name: null })
  return (
    <>
      <Menu
        trigger={
          <Button look="primary" icon={Plus}>
            Add
          </Button>
        }
      >
        <MenuItem icon={Globe} onSelect={() => void setParams({ add: 'zone' })}>
          DNS zone
        </MenuItem>
        <MenuItem icon={Trees} onSelect={() => void setParams({ add: 'forest' })}>
          Forest
        </MenuItem>
        <MenuItem icon={Building2} onSelect={() => void setParams({ add: 'domain' })}>
          Domain
        </MenuItem>
        <MenuItem icon={Network} onSelect={() => void setParams({ add: 'workgroup' })}>
          Workgroup
        </MenuItem>
      </Menu>
      <Dialog title={add ? TITLE[add] : ''} open={add !== null} onOpenChange={(open) => !open && close()}>
        {add === 'zone' && <ZoneForm units={units} name={name ?? undefined} onDone={close} />}
        {add !== null && add !== 'zone' && (
          <UnitForm
            kind={add}
            name={name ?? undefined}
            forests={units.filter(({ kind }) => kind === 'forest')}
            onDone={close}
          />
        )}
      </Dialog>
    </>
  )
}
