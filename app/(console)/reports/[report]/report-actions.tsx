'use client'

import { FileSpreadsheet, FileText, Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, DownloadButton } from '@/components/ui/button'
import { paths } from '@/lib/format/paths'
import { type ReportChoice, type ReportNumber, reportQuery } from '@/lib/format/reports'
import { ShareReport } from '../shares/share-dialogs'

interface ReportActionsProps {
  number: ReportNumber
  choice: ReportChoice
  /** why there are no files; undefined: there are */
  noExport: string | undefined
  /** why it cannot be shared; undefined: it can */
  noSharing: string | undefined
  /** what can be done about this report alone */
  children?: ReactNode
}

/** The report on paper and as files: what is shown, with all rows. */
export function ReportActions({ number, choice, noExport, noSharing, children }: ReportActionsProps) {
  const query = reportQuery(number, choice)
  const file = (as: 'xlsx' | 'pdf') => paths.api.report(number, { as, ...query })
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {children}
      <Button icon={Printer} onClick={() => window.print()}>
        Print
      </Button>
      <DownloadButton icon={FileSpreadsheet} href={file('xlsx')} disabledReason={noExport}>
        Excel
      </DownloadButton>
      <ShareReport number={number} query={new URLSearchParams(query).toString()} noSharing={noSharing} />
      <DownloadButton icon={FileText} href={file('pdf')} disabledReason={noExport} look="primary">
        PDF
      </DownloadButton>
    </div>
  )
}
