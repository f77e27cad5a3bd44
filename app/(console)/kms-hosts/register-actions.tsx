'use client'

import { Plus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { HostChoices } from './host-choices'
import { HostDialog } from './host-form'
import { RegisterList } from './register-list'

/** Ways to register hosts, or why not. */
export function RegisterActions({ choices, mayChange }: { choices: HostChoices; mayChange: boolean }) {
  if (!mayChange) {
    return (
      <Button icon={Plus} disabledReason="Only a licensing admin can register KMS hosts.">
        Register a host
      </Button>
    )
  }
  return (
    <>
      <RegisterList />
      <HostDialog
        choices={choices}
        trigger={
          <Button look="primary" icon={Plus}>
            Register a host
          </Button>
        }
      />
    </>
  )
}
