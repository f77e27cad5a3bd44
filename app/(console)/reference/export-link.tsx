import { FileUp } from 'lucide-react'
import { Button, buttonClasses } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'

/** Our entries as a file; shown disabled where there are none. */
export function ExportLink({ entries }: { entries: number }) {
  if (entries === 0) {
    return (
      <Button icon={FileUp} disabledReason="Nothing was added or corrected here yet.">
        Export ours
      </Button>
    )
  }
  return (
    <a href={paths.api.referenceExport()} download className={buttonClasses({})}>
      <FileUp aria-hidden className="size-4 shrink-0" />
      Export ours
    </a>
  )
}
