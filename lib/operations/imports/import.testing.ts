import { systemActor } from '@/lib/auth/actor-kinds'
import { appendImportChunk } from '@/lib/data/imports/import-bytes'
import { createImport, finishUpload } from './import-create'

/** Uploads a text and has it read for its preview. Returns the id of the import. */
export async function uploadText(text: string, now: Date, fileName = 'log.xml'): Promise<string> {
  const created = await createImport.run(systemActor('test'), { fileName, origin: 'upload' }, { now })
  if (!created.ok) throw new Error('refused')
  const bytes = new TextEncoder().encode(text)
  await appendImportChunk(created.importId, 0, bytes)
  await finishUpload(created.importId, { sizeBytes: bytes.length }, now)
  return created.importId
}

/** A KMS host's log of so many requests, each of a machine and at a minute of its own. */
export function requestLog(count: number, start = 0): string {
  return Array.from({ length: count }, (_, index) => {
    const machine = start + index
    const at = new Date(Date.UTC(2025, 4, 1) + machine * 60_000).toISOString()
    const time = `${at.slice(0, 10).replaceAll('-', '/')} ${at.slice(11, 16)}`
    const cmid = `0a0a0a0a-0000-4000-8000-${String(machine).padStart(12, '0')}`
    return `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-SPP"/><EventID>12290</EventID><TimeCreated SystemTime="${at}"/><Computer>kms01.corp.example</Computer></System><EventData><Data>0x0,25,pc-${machine}.corp.example,${cmid},${time},0,1,250000,73111121-5638-40f6-bc11-f1d7b0d64300</Data></EventData></Event>`
  }).join('\n')
}
