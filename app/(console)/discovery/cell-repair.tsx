'use client'

import { useState } from 'react'
import { ScriptView } from '@/components/discovery/script-view'
import { CommandLine } from '@/components/ui/command-line'
import { CopyButton } from '@/components/ui/copy-button'
import type { RepairFormat } from '@/lib/activation/discovery/repair-format'
import type { CellDetail, PublishListView } from '@/lib/data/discovery/cell-detail'

/** What to do about one cell: lines to run, and what to do beside them. */
export function CellRepair({ cell }: { cell: CellDetail }) {
  const [format, setFormat] = useState<RepairFormat>('nsupdate')
  const { repair, publishList } = cell
  if (!repair) return null
  return (
    <div className="grid gap-3 grid-cols-[minmax(0,1fr)]">
      <h3 className="font-semibold">What to do</h3>
      {repair.advice.map((advice) => (
        <div key={advice.text} className="grid gap-1.5 min-w-0">
          <p className="break-words">{advice.text}</p>
          {advice.command && <CommandLine command={advice.command} />}
        </div>
      ))}
      {repair.scripts && <ScriptView script={repair.scripts[format]} format={format} onFormat={setFormat} />}
      {publishList && <PublishListHint list={publishList} host={cell.host} />}
    </div>
  )
}

/** Instead of entering the record: let the host do it, in all its zones. */
function PublishListHint({ list, host }: { list: PublishListView; host: string }) {
  return (
    <details className="text-table">
      <summary className="rounded-sm">Or let {host} publish itself</summary>
      <div className="grid gap-2 pt-2 min-w-0">
        <p className="text-ink-soft">
          {list.value} ({list.type}) under <span className="font-mono text-xs break-all">{list.key}</span>,
          one zone a line{list.platform ? ` for ${list.platform}` : ''}. The host needs the right to write in
          each zone, and a restart of its Software Protection service.
        </p>
        <div className="flex items-start gap-2">
          <pre className="flex-1 min-w-0 overflow-x-auto rounded-md border bg-sunken p-2 font-mono text-xs">
            {list.lines.join('\n')}
          </pre>
          <CopyButton text={list.lines.join('\r\n')} label="Copy the lines" />
        </div>
        <CommandLine command={list.command} />
        {list.platform === null && (
          <p className="text-ink-soft">
            The registration does not say which Windows it runs. Vista and Server 2008 keep the value under
            ...\CurrentVersion\SL and take bare zones only.
          </p>
        )}
        {list.dropsWeights && (
          <p className="text-ink-soft">This generation cannot publish priority and weight.</p>
        )}
      </div>
    </details>
  )
}
