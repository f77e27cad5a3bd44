'use client'

import { Download } from 'lucide-react'
import { Button, buttonClasses } from '@/components/ui/button'
import type { ClientsList } from '@/lib/data/clients/clients-list'
import { type ClientsParams, exportQuery } from '@/lib/format/clients-address'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

interface ExportButtonProps {
  params: ClientsParams
  mayExport: boolean
  count: ClientsList['count'] | undefined
}

export const NO_EXPORT =
  'Your role does not include exports. A manager or a licensing admin can export this list.'

/** Downloads exactly what is shown: filter, sort and columns. */
export function ExportButton({ params, mayExport, count }: ExportButtonProps) {
  if (!mayExport) {
    return (
      <Button icon={Download} disabledReason={NO_EXPORT}>
        Export CSV
      </Button>
    )
  }
  if (count?.value === 0) {
    return (
      <Button icon={Download} disabledReason="There is nothing to export: no client matches.">
        Export CSV
      </Button>
    )
  }
  return (
    <a href={`${paths.api.clientsExport()}${exportQuery(params)}`} download className={buttonClasses({})}>
      <Download aria-hidden className="size-4" />
      Export {count?.isExact ? formatCount(count.value) : ''} as CSV
    </a>
  )
}
