'use client'

import { PackagePlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { Button } from '@/components/ui/button'
import type { ClientsList } from '@/lib/data/clients/clients-list'
import { type ClientsParams, rowsQuery } from '@/lib/format/clients-address'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { NAMES_LIMIT } from '../keys/offline/new/choice-query'

/** Longest address that servers and proxies commonly take. */
const LONGEST_PATH = 12_000

interface PrepareButtonProps {
  params: ClientsParams
  selected: string[] | 'all'
  count: ClientsList['count'] | undefined
  mayPrepare: boolean
}

/** Takes the selected machines, or all that match, to the page that makes a package for activation by proxy. */
export function PrepareButton({ params, selected, count, mayPrepare }: PrepareButtonProps) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const prepare = async () => {
    setBusy(true)
    const names = selected === 'all' ? await namesThatMatch(params) : selected
    setBusy(false)
    if (names === undefined) return toast.failed('The machines could not be read. Try again.')
    const path = paths.offlineNew({ names: names.join(',') })
    if (path.length > LONGEST_PATH) {
      return toast.failed('So many long names do not fit into one address. Choose fewer machines.')
    }
    router.push(path)
  }
  const machines = selected === 'all' ? count : { value: selected.length, isExact: true }
  return (
    <Button
      icon={PackagePlus}
      disabled={busy}
      disabledReason={mayPrepare ? tooMany(machines) : 'Only a licensing admin prepares packages.'}
      onClick={() => void prepare()}
    >
      Prepare a package
    </Button>
  )
}

function tooMany(machines: ClientsList['count'] | undefined): string | undefined {
  if (machines === undefined) return 'The machines are still being counted.'
  if (machines.isExact && machines.value <= NAMES_LIMIT) return undefined
  const many = `${machines.isExact ? '' : 'More than '}${formatCount(machines.value)} machines`
  return `${many}; at most ${NAMES_LIMIT} go to a package at once. Narrow the filter, or choose their network there.`
}

/** The names of all that match, page by page; undefined when one page did not come. */
async function namesThatMatch(params: ClientsParams): Promise<string[] | undefined> {
  const names: string[] = []
  let after: ClientsParams['after'] = null
  do {
    const page = `${paths.api.clients()}${rowsQuery({ ...params, after, before: null })}`
    const response = await fetch(page).catch(() => undefined)
    if (!response?.ok) return undefined
    const list: ClientsList = await response.json()
    names.push(...list.rows.map(({ name }) => name))
    after = list.next ?? null
  } while (after !== null && names.length < NAMES_LIMIT)
  return names.slice(0, NAMES_LIMIT)
}
