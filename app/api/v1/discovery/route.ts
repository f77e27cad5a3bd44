import { CELL_KINDS, type CellKind, isQuiet, needsWork } from '@/lib/activation/discovery/matrix-cell'
import { problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import { loadMatrix } from '@/lib/data/discovery/discovery-page'
import { listAnswer, listRequest } from '../list-answer'

/** What DNS shows of one host in one zone. */
interface CellItem {
  zone: string
  host: string
  /** registered, retired, or unknown: found in a zone and registered by nobody */
  standing: 'registered' | 'retired' | 'unknown'
  state: CellKind
  needsWork: boolean
  isQuiet: boolean
  /** remarks beside the state, by kind */
  notes: string[]
  checkedAt: string | null
}

const FIELDS = [
  'zone',
  'host',
  'standing',
  'state',
  'needsWork',
  'isQuiet',
  'notes',
  'checkedAt',
] as const satisfies readonly (keyof CellItem)[]

/** The matrix of the newest check, a zone and a host an item, in its order. A cursor is how many came before. */
export const GET = tokenRoute(['hosts.read'], async ({ actor }, request) => {
  const asked = listRequest(request, ['q', 'state'])
  if (asked instanceof Response) return asked
  const { searchParams } = new URL(request.url)
  const words = searchParams.get('state')?.split(',') ?? []
  if (words.some((word) => !CELL_KINDS.some((kind) => kind === word))) {
    return problem(400, 'state', `state is one of ${CELL_KINDS.join(', ')}, or several with commas between.`)
  }
  const from = Number(asked.cursor ?? 0)
  const { matrix, last } = await loadMatrix(actor)
  const q = searchParams.get('q')?.trim().toLowerCase() ?? ''
  const items = matrix.rows
    .flatMap(({ zone, cells }) =>
      cells.map((cell, index): CellItem => {
        const column = matrix.columns[index]
        return {
          zone: zone.name,
          host: column?.host ?? '',
          standing: column?.standing ?? 'unknown',
          state: cell.state.kind,
          needsWork: needsWork(cell),
          isQuiet: isQuiet(cell),
          notes: cell.notes.map(({ kind }) => kind),
          checkedAt: last?.finishedAt ?? null,
        }
      }),
    )
    .filter(({ zone, host }) => zone.includes(q) || host.includes(q))
    .filter(({ state, isQuiet: quiet }) => words.length === 0 || (words.includes(state) && !quiet))
  const rows = items.slice(from, from + asked.limit)
  const end = from + rows.length
  return listAnswer(asked, FIELDS, rows, end < items.length ? String(end) : undefined)
})
