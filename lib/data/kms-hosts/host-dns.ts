import type { CellKind } from '@/lib/activation/discovery/matrix-cell'
import { loadMatrix } from '../discovery/discovery-page'
import type { DataReader } from '../permission'

/** What the newest check of the zones says of one host. Times are ISO 8601 UTC. */
export interface HostDns {
  checkedAt: string | null
  zones: { zone: string; kind: CellKind }[]
  knocks: {
    address: string
    at: string
    kind: 'open' | 'refused' | 'filtered' | 'unreachable' | 'noAddress'
  }[]
}

const NOTHING: HostDns = { checkedAt: null, zones: [], knocks: [] }

/** The host's column of the matrix; empty for who may not read it. */
export async function loadHostDns(reader: DataReader, names: readonly string[]): Promise<HostDns> {
  if (!reader.can('discovery.read')) return NOTHING
  const { matrix, last } = await loadMatrix(reader)
  const cells = matrix.rows.flatMap((row) => row.cells.filter(({ host }) => names.includes(host)))
  const knocks = new Map(
    cells.flatMap((cell) =>
      cell.knocks.map(({ address, at, port, knock }) => [
        `${address} ${port}`,
        { address, at, kind: knock.kind },
      ]),
    ),
  )
  return {
    checkedAt: last?.finishedAt ?? null,
    zones: cells
      .filter(({ state }) => state.kind !== 'notExpected' || state.isPublished)
      .map(({ zone, state }) => ({ zone, kind: state.kind })),
    knocks: [...knocks.values()],
  }
}
