import { Download } from 'lucide-react'
import { formatCount } from '@/lib/format/counts'
import { DownloadButton } from '../ui/button'
import type { FetchedList } from './fetched-list'

interface ExportListProps {
  href: string
  mayExport: boolean
  count: FetchedList['count'] | undefined
  /** 'client': what a row is */
  noun: string
}

/** Downloads exactly what is shown: filter, sort and columns. Where there is nothing to download, it says why. */
export function ExportList({ href, mayExport, count, noun }: ExportListProps) {
  const disabledReason = mayExport
    ? nothingToExport(count, noun)
    : 'Your role does not include exports. A manager or a licensing admin can export this list.'
  return (
    <DownloadButton href={href} icon={Download} disabledReason={disabledReason}>
      {disabledReason === undefined
        ? `Export ${count?.isExact ? formatCount(count.value) : ''} as CSV`
        : 'Export CSV'}
    </DownloadButton>
  )
}

const nothingToExport = (count: ExportListProps['count'], noun: string) =>
  count?.value === 0 ? `There is nothing to export: no ${noun} matches.` : undefined
