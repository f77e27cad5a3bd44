'use client'

import { X } from 'lucide-react'
import { ProgressBar } from '@/components/feedback/progress-bar'
import { IconButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { formatBytes, formatShare } from '@/lib/format/counts'
import type { UploadRow } from './use-uploads'

/** Files on their way to the server, and those it refused. */
export function UploadList({ rows, onStop }: { rows: readonly UploadRow[]; onStop: (key: number) => void }) {
  if (rows.length === 0) return null
  return (
    <Card flush>
      <ul aria-label="Files on their way" className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.key} className="grid gap-1.5 px-3 py-2.5 text-table">
            <div className="flex items-center justify-between gap-4">
              <span className="min-w-0 truncate font-mono">{row.fileName}</span>
              <span className="flex shrink-0 items-center gap-2 text-ink-soft tabular-nums">
                {words(row)}
                <IconButton
                  icon={X}
                  size="small"
                  label={row.state.kind === 'refused' ? `Dismiss ${row.fileName}` : `Stop ${row.fileName}`}
                  onClick={() => onStop(row.key)}
                />
              </span>
            </div>
            {row.state.kind === 'sending' && (
              <ProgressBar done={row.state.share} label={`Sending ${row.fileName}`} />
            )}
            {row.state.kind === 'refused' && (
              <p role="alert" className="text-bad">
                {row.state.problem}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function words(row: UploadRow): string {
  if (row.state.kind === 'sending')
    return `${formatShare(row.state.share, 1)} of ${formatBytes(row.sizeBytes)}`
  if (row.state.kind === 'waiting') return `${formatBytes(row.sizeBytes)}, waiting`
  return formatBytes(row.sizeBytes)
}
