'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import type { DirectoryView } from '@/lib/data/networks/directories'
import { paths } from '@/lib/format/paths'
import { DirectoryCard } from './directory-card'
import { DirectoryForm } from './directory-form'

const KEY = ['directories']
const WHILE_READING_MS = 1_500

/** The directories; while one is being read, the page follows. */
export function DirectoriesView({ initial, mayChange }: { initial: DirectoryView[]; mayChange: boolean }) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const { data } = useQuery({
    queryKey: KEY,
    initialData: initial,
    queryFn: async () => {
      const wasReading = isReading(queryClient.getQueryData<DirectoryView[]>(KEY))
      const next = await askDirectories()
      // The sentence above and the lists of other pages come from the server.
      if (wasReading && !isReading(next)) router.refresh()
      return next
    },
    refetchInterval: (query) => (isReading(query.state.data) ? WHILE_READING_MS : false),
  })
  const changed = () => {
    void queryClient.invalidateQueries({ queryKey: KEY })
    router.refresh()
  }
  if (data.length === 0) return <NoDirectories mayChange={mayChange} onChanged={changed} />
  return (
    <div className="grid gap-4 grid-cols-[minmax(0,1fr)]">
      {data.map((directory) => (
        <DirectoryCard key={directory.id} directory={directory} mayChange={mayChange} onChanged={changed} />
      ))}
      <div>
        <AddDirectory mayChange={mayChange} onChanged={changed} look="secondary" />
      </div>
    </div>
  )
}

const isReading = (directories: readonly DirectoryView[] | undefined) =>
  directories?.some(({ readingSince }) => readingSince !== null) ?? false

async function askDirectories(): Promise<DirectoryView[]> {
  const response = await fetch(paths.api.directories())
  if (!response.ok) throw new Error('The directories could not be loaded.')
  return response.json()
}

function NoDirectories({ mayChange, onChanged }: { mayChange: boolean; onChanged: () => void }) {
  return (
    <Card flush>
      <EmptyState
        kind="noData"
        title="No directory is set up"
        actions={<AddDirectory mayChange={mayChange} onChanged={onChanged} look="primary" />}
      >
        A directory tells of machines that have never reported, and brings in forests, domains, trusts and
        zones. An ordinary account that may read is enough; the console writes nothing.
      </EmptyState>
    </Card>
  )
}

interface AddDirectoryProps {
  mayChange: boolean
  onChanged: () => void
  look: 'primary' | 'secondary'
}

function AddDirectory({ mayChange, onChanged, look }: AddDirectoryProps) {
  const [open, setOpen] = useState(false)
  if (!mayChange) {
    return (
      <Button look={look} icon={Plus} disabledReason="Only a licensing admin can set up directories.">
        Set up a directory
      </Button>
    )
  }
  return (
    <Dialog
      title="Set up a directory"
      description="Active Directory or another LDAP directory, read with an account of its own."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look={look} icon={Plus}>
          Set up a directory
        </Button>
      }
    >
      <DirectoryForm
        onDone={() => {
          setOpen(false)
          onChanged()
        }}
      />
    </Dialog>
  )
}
