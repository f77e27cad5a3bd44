'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { useGo } from '@/components/layout/leaving'
import type { ImportView } from '@/lib/data/imports/imports'
import { type ImportsQuery, paths } from '@/lib/format/paths'
import { ImportDrop } from './import-drop'
import { isMoving } from './import-state'
import { ImportsTable } from './imports-table'
import { UploadList, useUploads } from './uploads'
import { useRefresh } from './use-refresh'

interface ImportsPageData {
  imports: ImportView[]
  /** Where the next page begins, or null at the end. */
  next: string | null
}

interface ImportsBoardProps {
  query: ImportsQuery
  initial: ImportsPageData
  canCreate: boolean
  canRecord: boolean
  limitBytes: number
}

/** Drop zone, files on their way, and the list, which asks again while something moves. */
export function ImportsBoard({ query: asked, initial, canCreate, canRecord, limitBytes }: ImportsBoardProps) {
  const { before, source } = asked
  const router = useRouter()
  const go = useGo()
  const refresh = useRefresh()
  const { data } = useQuery({
    queryKey: ['imports', { before: before ?? null, source: source ?? null }],
    queryFn: () => fetchImports(asked),
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.imports.some(isMoving) ? 1_000 : false),
  })
  const arrived = useCallback(
    (id: string) => {
      void refresh()
      if (before || source) go(paths.imports())
      else router.prefetch(paths.import(id))
    },
    [before, source, go, refresh, router],
  )
  const uploads = useUploads(limitBytes, arrived)
  return (
    <>
      {canCreate && <ImportDrop limitBytes={limitBytes} onFiles={uploads.add} onPasted={arrived} />}
      <UploadList rows={uploads.rows} onStop={uploads.stop} />
      <ImportsTable {...data} query={asked} canCreate={canCreate} canRecord={canRecord} />
    </>
  )
}

async function fetchImports(query: ImportsQuery): Promise<ImportsPageData> {
  const answer = await fetch(paths.api.imports(query))
  if (!answer.ok) throw new Error(`The list of imports could not be loaded (${answer.status}).`)
  return answer.json()
}
