'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { EmptyState } from '@/components/feedback/empty-state'
import { Button } from '@/components/ui/button'
import type { DirectoryView } from '@/lib/data/networks/directories'
import { paths } from '@/lib/format/paths'
import { DirectoryCard } from './directory-card'
import { AddDirectoryDialog } from './directory-form'

const WHILE_READING_MS = 1_500
const NOT_YOURS = 'Only a licensing admin can set up and read directories.'

/** The directories; while one is being read, the page follows. */
export function DirectoriesView({ initial, mayChange }: { initial: DirectoryView[]; mayChange: boolean }) {
  const directories = useDirectories(initial)
  const disabledReason = mayChange ? undefined : NOT_YOURS
  if (directories.length === 0) {
    return (
      <EmptyState
        kind="noData"
        title="No directory is set up"
        actions={
          <AddDirectoryDialog
            disabledReason={disabledReason}
            trigger={
              <Button look="primary" icon={Plus}>
                Set up a directory
              </Button>
            }
          />
        }
      >
        A directory lists machines that have never reported, and its forests, domains, trusts and zones. An
        ordinary account that can read is enough; the console never writes to it.
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-4 grid-cols-[minmax(0,1fr)]">
      {directories.map((directory) => (
        <DirectoryCard key={directory.id} directory={directory} disabledReason={disabledReason} />
      ))}
      <div>
        <AddDirectoryDialog
          disabledReason={disabledReason}
          trigger={<Button icon={Plus}>Set up a directory</Button>}
        />
      </div>
    </div>
  )
}

/** What the page came with, also after an action; from there on the browser follows a reading. */
function useDirectories(initial: DirectoryView[]): DirectoryView[] {
  const queryClient = useQueryClient()
  const router = useRouter()
  const queryKey = ['directories', initial]
  const { data } = useQuery({
    queryKey,
    initialData: initial,
    queryFn: async () => {
      const wasReading = isReading(queryClient.getQueryData<DirectoryView[]>(queryKey))
      const next = await askDirectories()
      // The sentence above and the lists of other pages come from the server.
      if (wasReading && !isReading(next)) router.refresh()
      return next
    },
    refetchInterval: (query) => (isReading(query.state.data) ? WHILE_READING_MS : false),
  })
  return data
}

const isReading = (directories: readonly DirectoryView[] | undefined) =>
  directories?.some(({ readingSince }) => readingSince !== null) ?? false

async function askDirectories(): Promise<DirectoryView[]> {
  const response = await fetch(paths.api.directories())
  if (!response.ok) throw new Error('The directories could not be loaded.')
  return response.json()
}
