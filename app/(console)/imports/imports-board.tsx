'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { paths } from '@/lib/format/paths'
import { ImportDrop } from './import-drop'
import { type ImportsPageData, isMoving } from './import-view'
import { ImportsTable } from './imports-table'
import { UploadList } from './upload-list'
import { useUploads } from './use-uploads'

interface ImportsBoardProps {
  before: string | undefined
  initial: ImportsPageData
  canCreate: boolean
  canRecord: boolean
  limitBytes: number
}

/** Drop zone, files on their way, and the list, which asks again while something moves. */
export function ImportsBoard({ before, initial, canCreate, canRecord, limitBytes }: ImportsBoardProps) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { data } = useQuery({
    queryKey: ['imports', { before: before ?? null }],
    queryFn: () => fetchImports(before),
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.imports.some(isMoving) ? 1_000 : false),
  })
  const arrived = useCallback(
    (id: string) => {
      void queryClient.invalidateQueries({ queryKey: ['imports'] })
      if (before) router.push(paths.imports())
      else router.prefetch(paths.import(id))
    },
    [before, queryClient, router],
  )
  const uploads = useUploads(limitBytes, arrived)
  return (
    <>
      {canCreate && <ImportDrop limitBytes={limitBytes} onFiles={uploads.add} />}
      <UploadList rows={uploads.rows} onStop={uploads.stop} />
      <ImportsTable data={data} before={before} canCreate={canCreate} canRecord={canRecord} />
    </>
  )
}

async function fetchImports(before: string | undefined): Promise<ImportsPageData> {
  const answer = await fetch(paths.api.imports({ before }))
  if (!answer.ok) throw new Error(`The list of imports could not be loaded (${answer.status}).`)
  return answer.json()
}
