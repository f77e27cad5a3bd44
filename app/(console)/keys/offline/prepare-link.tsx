'use client'

import { PackagePlus } from 'lucide-react'
import { Button, LinkButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

/** To the page that makes a package; others see why they cannot. */
export function PrepareLink({ mayChange }: { mayChange: boolean }) {
  if (!mayChange) {
    return (
      <Button look="primary" icon={PackagePlus} disabledReason="Only a licensing admin prepares packages.">
        Prepare a package
      </Button>
    )
  }
  return (
    <LinkButton look="primary" icon={PackagePlus} href={paths.offlineNew()}>
      Prepare a package
    </LinkButton>
  )
}
