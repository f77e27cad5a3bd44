'use client'

import { useQuery } from '@tanstack/react-query'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import type { ImportView } from '@/lib/data/imports/imports'
import type { UndoOutlook } from '@/lib/data/imports/undo-outlook'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { undoAction } from './actions'
import { useRefresh } from './use-refresh'

interface UndoImportProps {
  view: ImportView
  isSmall?: boolean
}

/** Removes from the record what an import alone brought, after saying what that is. */
export function UndoImport({ view: { id, fileName }, isSmall = false }: UndoImportProps) {
  const refresh = useRefresh()
  return (
    <FormDialog
      trigger={<Button size={isSmall ? 'small' : undefined}>Undo</Button>}
      title={`Undo the import of ${fileName}?`}
      description="What only this import says is removed. What other imports say too stays, and states, counts and ledgers follow."
      action={undoAction}
      input={({ text }) => ({ importId: id, reason: text('reason') ?? '' })}
      confirmLabel="Undo the import"
      danger
      patienceMs={60_000}
      onDone={() => void refresh()}
    >
      <Outlook importId={id} />
      <ReasonField />
    </FormDialog>
  )
}

type Answer = { outlook: UndoOutlook | null; refused?: undefined } | { refused: string }

/** What would go and what would stay. */
function Outlook({ importId }: { importId: string }) {
  const { data, isError } = useQuery({
    queryKey: ['import', { id: importId }, 'undo'],
    queryFn: () => fetchOutlook(importId),
    gcTime: 0,
  })
  if (isError) return <p role="alert">What it would remove could not be counted. Try again.</p>
  if (!data) return <p className="text-ink-soft">Counting what it would remove.</p>
  if (data.refused !== undefined) return <p role="alert">{data.refused}</p>
  return <ul className="grid gap-1 list-disc pl-5">{data.outlook && linesOf(data.outlook)}</ul>
}

function linesOf({ goes, stays, clientsGone, clientsGoneFirst, clientsChanged }: UndoOutlook) {
  const more = clientsGone - clientsGoneFirst.length
  const names = clientsGoneFirst.join(', ') + (more > 0 ? ` and ${formatCount(more)} more` : '')
  return [
    <li key="goes">
      {goes === 0 ? 'No observation is removed.' : `${formatCountOf(goes, 'observation')} removed.`}
    </li>,
    stays > 0 && (
      <li key="stays">{`${formatCountOf(stays, 'observation')} kept: other imports say the same.`}</li>
    ),
    clientsGone > 0 && (
      <li key="gone">{`${formatCountOf(clientsGone, 'client')} removed, of which nothing else is known: ${names}.`}</li>
    ),
    clientsChanged > 0 && (
      <li key="changed">{`${formatCountOf(clientsChanged, 'client')} worked out again from what is left.`}</li>
    ),
  ]
}

async function fetchOutlook(id: string): Promise<Answer> {
  const answer = await fetch(paths.api.importUndo(id))
  if (!answer.ok) throw new Error(`What would be removed could not be counted (${answer.status}).`)
  return answer.json()
}
