'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import { useGo } from '@/components/layout/leaving'
import type { ImportView } from '@/lib/data/imports/imports'
import { paths } from '@/lib/format/paths'
import type { ListPage, ShownList } from '@/lib/format/shown-list'
import { ImportDrop } from './import-drop'
import { isMoving } from './import-state'
import { ImportsTable } from './imports-table'
import { UploadList, useUploads } from './uploads'
import { useRefresh } from './use-refresh'

interface ImportsBoardProps {
  shown: ShownList<ImportView>
  canCreate: boolean
  canRecord: boolean
  canDiscard: boolean
  limitBytes: number
}

/** Drop zone, files on their way, and the list, which asks again while something moves. */
export function ImportsBoard({ shown, limitBytes, ...may }: ImportsBoardProps) {
  const router = useRouter()
  const go = useGo()
  const query = useSearchParams().toString()
  const refresh = useRefresh()
  const { data } = useQuery({
    queryKey: ['imports', query],
    queryFn: () => fetchImports(query),
    initialData: shown.page,
    initialDataUpdatedAt: Date.parse(shown.page.now),
    refetchInterval: ({ state }) => (state.data?.rows.some(isMoving) ? 1_000 : false),
  })
  const arrived = useCallback(
    (id: string) => {
      void refresh()
      // A filter may hide what has just come.
      if (query) go(paths.imports())
      else router.prefetch(paths.import(id))
    },
    [query, go, refresh, router],
  )
  const uploads = useUploads(limitBytes, arrived)
  return (
    <>
      {may.canCreate && <ImportDrop limitBytes={limitBytes} onFiles={uploads.add} onPasted={arrived} />}
      <UploadList rows={uploads.rows} onStop={uploads.stop} />
      <ImportsTable shown={{ ...shown, page: data }} {...may} />
    </>
  )
}

async function fetchImports(query: string): Promise<ListPage<ImportView>> {
  const answer = await fetch(paths.api.imports(query && `?${query}`))
  if (!answer.ok) throw new Error(`The list of imports could not be loaded (${answer.status}).`)
  return answer.json()
}
