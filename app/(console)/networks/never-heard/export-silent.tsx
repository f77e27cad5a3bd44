'use client'

import { FileUp } from 'lucide-react'
import { Button, buttonClasses } from '@/components/ui/button'
import { type NeverHeardQuery, paths } from '@/lib/format/paths'

/** The list as it is filtered, all of it. */
export function ExportSilent({ query, mayExport }: { query: NeverHeardQuery; mayExport: boolean }) {
  if (!mayExport) {
    return (
      <Button icon={FileUp} disabledReason="Your role does not export.">
        Export
      </Button>
    )
  }
  return (
    <a href={paths.api.neverHeardExport(query)} download className={buttonClasses({})}>
      <FileUp aria-hidden className="size-4 shrink-0" />
      Export
    </a>
  )
}
