'use client'

import { QuickLook } from '@/components/data-table/quick-look'
import { LinkButton } from '@/components/ui/button'
import type { ClientRow } from '@/lib/data/clients-page'
import { paths } from '@/lib/format/paths'

interface ClientQuickLookProps {
  name: string
  row: ClientRow | undefined
  onClose: () => void
}

/** The answer for one client, beside the list. */
export function ClientQuickLook({ name, onClose }: ClientQuickLookProps) {
  return (
    <QuickLook
      title={name}
      onClose={onClose}
      footer={
        <LinkButton look="primary" href={paths.client(name)}>
          Open the page
        </LinkButton>
      }
    >
      …
    </QuickLook>
  )
}
