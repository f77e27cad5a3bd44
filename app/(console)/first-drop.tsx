'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { paths } from '@/lib/format/paths'
import { ImportDrop } from './imports/import-drop'
import { UploadList, useUploads } from './imports/uploads'

/** The drop zone of an empty console: what arrives goes on on the imports page. */
export function FirstDrop({ limitBytes }: { limitBytes: number }) {
  const router = useRouter()
  const arrived = useCallback(() => router.push(paths.imports()), [router])
  const uploads = useUploads(limitBytes, arrived)
  return (
    <>
      <ImportDrop limitBytes={limitBytes} onFiles={uploads.add} onPasted={arrived} />
      <UploadList rows={uploads.rows} onStop={uploads.stop} />
    </>
  )
}
