import type { ListLook } from '@/lib/format/list-address'
import type { PageSize } from '@/lib/format/page-sizes'
import type { ViewList } from '@/lib/format/views'
import { useOwnActions } from './own-actions'

interface LookValues {
  cols: string[] | null
  density: 'compact' | 'roomy' | null
  size?: PageSize | null
}

/** What a choice changes of the address: another size begins at the first page. */
type LookChange = Partial<LookValues & { after: null; before: null }>

/**
 * How a list looks: as its address says, else as the person likes it. What they choose stands in the address at once and is
 * remembered for the next time.
 */
export function useLook(
  list: ViewList,
  liked: ListLook,
  values: LookValues,
  setValues: (change: LookChange, options: { history: 'replace' }) => void,
) {
  const { rememberLook } = useOwnActions()
  const look: ListLook = {
    cols: values.cols ?? liked.cols,
    density: values.density ?? liked.density,
    size: values.size ?? liked.size,
  }
  const like = (change: Partial<ListLook>) => {
    const next = { ...look, ...change }
    // An empty list stands for the usual columns, whatever was liked before.
    const cols = next.cols === null && liked.cols !== null ? [] : next.cols
    setValues(
      { ...change, ...('cols' in change && { cols }), ...('size' in change && FIRST) },
      { history: 'replace' },
    )
    // Whether it is kept does not keep anybody from looking.
    void rememberLook({ list, ...next, cols: next.cols ?? [] }).catch(() => undefined)
  }
  return { look: { ...look, cols: look.cols?.length ? look.cols : null }, like }
}

const FIRST = { after: null, before: null }
