'use client'

import { Download, FileSpreadsheet, Printer } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '@/lib/format/counts'
import type { ExportWay } from '@/lib/format/paths'
import { XLSX_ROWS } from '@/lib/format/workbook-limit'
import { toast } from '../feedback/toaster'
import { useGo } from '../layout/leaving'
import { Button, DownloadButton } from '../ui/button'
import type { FetchedList } from './fetched-list'

interface ExportListProps {
  href: (as: ExportWay) => string
  mayExport: boolean
  count: FetchedList['count'] | undefined
  /** 'client': what a row is */
  noun: string
}

/** Downloads exactly what is shown: filter, sort and columns; all pages. Where there is nothing to download, it says why. */
export function ExportList({ href, mayExport, count, noun }: ExportListProps) {
  const go = useGo()
  const [isWriting, setIsWriting] = useState(false)
  const disabledReason = mayExport
    ? nothingToExport(count, noun)
    : 'Your role does not include exports. A manager or a licensing admin can export this list.'
  const save = async () => {
    setIsWriting(true)
    await saveWorkbook(href('xlsx'))
    setIsWriting(false)
  }
  return (
    <span className="inline-flex gap-1">
      <DownloadButton href={href('csv')} icon={Download} disabledReason={disabledReason}>
        {disabledReason === undefined
          ? `Export ${count?.isExact ? `${formatCount(count.value)} ` : ''}as CSV`
          : 'Export CSV'}
      </DownloadButton>
      <Button
        icon={FileSpreadsheet}
        aria-label="Excel workbook"
        title="Excel workbook (XLSX)"
        disabled={isWriting}
        disabledReason={disabledReason ?? tooLong(count)}
        onClick={() => void save()}
      />
      <Button
        icon={Printer}
        aria-label="Print all rows"
        title="Print all rows"
        disabledReason={disabledReason}
        onClick={() => go(href('print'))}
      />
    </span>
  )
}

const nothingToExport = (count: ExportListProps['count'], noun: string) =>
  count?.value === 0 ? `There is nothing to export: no ${noun} matches.` : undefined

const tooLong = (count: ExportListProps['count']) =>
  (count?.value ?? 0) > XLSX_ROWS
    ? `A workbook takes ${formatCount(XLSX_ROWS)} rows at most: export CSV, or narrow the list.`
    : undefined

/** A workbook may be refused, so that it is fetched before anything is saved. */
async function saveWorkbook(href: string): Promise<void> {
  const answer = await fetch(href).catch(() => undefined)
  if (!answer?.ok) {
    const problem = await answer?.json().catch(() => undefined)
    toast.failed(
      'No workbook was written',
      problem?.error?.message ?? 'The server did not answer. Try again.',
    )
    return
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download =
    /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'list.xlsx'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
