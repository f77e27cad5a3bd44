'use client'

import { FileUp } from 'lucide-react'
import { Button, buttonClasses } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

/** The list as a file that can be imported again. */
export function ExportLink({ mayExport }: { mayExport: boolean }) {
  if (!mayExport) {
    return (
      <Button icon={FileUp} disabledReason="Your role does not export.">
        Export
      </Button>
    )
  }
  return (
    <a href={paths.api.networksExport()} download className={buttonClasses({})}>
      <FileUp aria-hidden className="size-4 shrink-0" />
      Export
    </a>
  )
}
