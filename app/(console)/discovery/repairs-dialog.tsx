'use client'

import { useQuery } from '@tanstack/react-query'
import { Wrench } from 'lucide-react'
import { useState } from 'react'
import { ScriptView } from '@/components/discovery/script-view'
import { Notice } from '@/components/feedback/notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import type { RepairFormat } from '@/lib/activation/discovery/repair-format'
import type { DiscoveryView } from '@/lib/data/discovery/discovery-page'
import { paths } from '@/lib/format/paths'

const OURS = 'ours'

/** One script for everything that needs work; the zones of an untrusted forest each for their own administrators. */
export function RepairsDialog({ view }: { view: DiscoveryView }) {
  const [open, setOpen] = useState(false)
  const [format, setFormat] = useState<RepairFormat>('nsupdate')
  const [zone, setZone] = useState(OURS)
  const untrusted = view.rows.filter((row) => row.isUntrusted && row.cells.some((cell) => cell.needsWork))
  const { data: script, isError } = useScript(open, format, zone, view.last?.id)
  return (
    <Dialog
      title="Repairs"
      description="Read it before you run it: it adds what is missing and removes records of retired and unknown hosts. What you must decide first is a comment in the script."
      width="wide"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          icon={Wrench}
          disabledReason={view.counts.needWork === 0 ? 'There is nothing to repair.' : undefined}
        >
          Repairs
        </Button>
      }
    >
      {untrusted.length > 0 && (
        <div className="grid gap-2">
          <Select
            aria-label="Which zones"
            value={zone}
            onValueChange={setZone}
            options={[
              { value: OURS, label: 'All zones our hosts can write to' },
              ...untrusted.map((row) => ({ value: row.zone, label: `${row.zone}, for its administrators` })),
            ]}
          />
          {zone !== OURS && (
            <Notice>
              Send this to the administrators of {zone}. The hosts cannot write there, so the records must be
              entered again whenever a host changes, and the names of the hosts must resolve from there.
            </Notice>
          )}
        </div>
      )}
      {isError && <Notice tone="bad">The script could not be loaded. Close this and try again.</Notice>}
      {!script && !isError && <Skeleton className="h-48 w-full" />}
      {script && <ScriptView script={script} format={format} onFormat={setFormat} tall />}
    </Dialog>
  )
}

function useScript(open: boolean, format: RepairFormat, zone: string, checkId: string | undefined) {
  return useQuery({
    queryKey: ['discovery-repairs', format, zone, checkId],
    enabled: open,
    queryFn: async ({ signal }): Promise<string> => {
      const query = zone === OURS ? { format } : { format, zone }
      const response = await fetch(paths.api.discoveryRepairs(query), { signal })
      if (!response.ok) throw new Error(`the repairs answered ${response.status}`)
      return response.text()
    },
  })
}
