'use client'

import { FileUp } from 'lucide-react'
import { Button, buttonClasses } from '@/components/ui/button'

/** A list as a file; shown with its reason to those who may not have it. */
export function ExportLink({ href, mayExport }: { href: string; mayExport: boolean }) {
  if (!mayExport) {
    return (
      <Button icon={FileUp} disabledReason="Your role does not export.">
        Export
      </Button>
    )
  }
  return (
    <a href={href} download className={buttonClasses({})}>
      <FileUp aria-hidden className="size-4 shrink-0" />
      Export
    </a>
  )
}
