'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatCountOf } from '@/lib/format/counts'
import { nameByFileAction } from './actions'
import { machineNameOfFile } from './file-machine-name'

const SHOWN = 3

/** Answers "which machine?" for many texts at once, when the files are named by their machines. */
export function NameByFile({ waiting }: { waiting: readonly ImportView[] }) {
  const queryClient = useQueryClient()
  const named = waiting.flatMap(({ id, fileName }) => {
    const hostName = machineNameOfFile(fileName)
    return hostName ? [{ importId: id, hostName }] : []
  })
  if (named.length === 0) return null
  const apply = async () => {
    const result = await nameByFileAction({ named })
    await queryClient.invalidateQueries({ queryKey: ['imports'] })
    return actionProblem(result)
  }
  const files = formatCountOf(named.length, 'file')
  return (
    <ConfirmDialog
      title={`Take the machine names of ${files} from the file names?`}
      confirmLabel={`Name ${formatCountOf(named.length, 'machine')}`}
      trigger={<Button>Name {formatCountOf(named.length, 'machine')} by file</Button>}
      onConfirm={apply}
    >
      These texts do not say which machine they are from. The first would be{' '}
      {named.slice(0, SHOWN).map(({ importId, hostName }, index) => (
        <span key={importId}>
          {index > 0 && ', '}
          <span className="font-mono">{hostName}</span>
        </span>
      ))}
      . Nothing is recorded yet; each name can be changed on the page of its import.
    </ConfirmDialog>
  )
}
