'use client'

import { useCallback } from 'react'
import { useGo } from '@/components/layout/leaving'
import { paths } from '@/lib/format/paths'
import { ImportDrop } from './imports/import-drop'
import { UploadList, useUploads } from './imports/uploads'

/** The drop zone of an empty console: what arrives goes on on the imports page. */
export function FirstDrop({ limitBytes }: { limitBytes: number }) {
  const go = useGo()
  const arrived = useCallback(() => go(paths.imports()), [go])
  const uploads = useUploads(limitBytes, arrived)
  return (
    <>
      <ImportDrop limitBytes={limitBytes} onFiles={uploads.add} onPasted={arrived} />
      <UploadList rows={uploads.rows} onStop={uploads.stop} />
    </>
  )
}
