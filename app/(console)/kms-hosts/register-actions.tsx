'use client'

import { Plus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { HostChoices } from './host-choices'
import { RegisterHostDialog } from './host-form'
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
      <RegisterHostDialog
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
