import { LISTS, type ListName, listFacts } from './lists'
import { paths } from './paths'

/** Lists that can be kept under a name: all that have a page of their own. */
export const VIEW_LISTS = [
  'clients',
  'licenses',
  ...(Object.keys(LISTS) as ListName[]).filter((name) => listFacts(name).path !== undefined),
] as readonly ViewList[]

export type ViewList = ListName | 'clients' | 'licenses'

/** A list under a name. */
export interface SavedView {
  id: string
  list: ViewList
  name: string
  /** '' or '?state=grace': the address of the list without its page */
  query: string
  isShared: boolean
  owner: string
  /** whose it is sees it with what can be done about it */
  isOwn: boolean
}

export function listTitle(list: ViewList): string {
  if (list === 'clients') return 'Clients'
  return list === 'licenses' ? 'All licenses' : listFacts(list).title
}

/** The address of a view. */
export function viewHref({ list, query }: Pick<SavedView, 'list' | 'query'>): string {
  if (list === 'clients') return paths.clients() + query
  return (list === 'licenses' ? paths.licensesList() : (listFacts(list).path ?? '')) + query
}
