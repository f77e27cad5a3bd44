import { type AddressParams, type ListRequest, listRequest } from '@/lib/format/list-address'
import type { ListPage, ShownList } from '@/lib/format/shown-list'
import type { PersonReader } from '../permission'
import { loadOwnFrame } from '../views/list-look'
import type { ListSource } from './list-source'

type PageOf<Row> = (request: ListRequest) => Promise<ListPage<Row>> | ListPage<Row>

/** A list by the address of its page. `read`: where the page has read the rows already. Throws NotPermitted. */
export async function loadShownList<Row>(
  reader: PersonReader,
  source: ListSource<Row>,
  params: AddressParams,
  now: Date,
  { of, read }: { of?: string; read?: PageOf<Row> } = {},
): Promise<ShownList<Row>> {
  const frame = await loadOwnFrame(reader, source.name)
  const request = { ...listRequest(source.name, params, frame.look), of, ids: undefined }
  const page = await (read ? read(request) : source.page(reader, request, now))
  return { name: source.name, page, frame, ...(of !== undefined && { of }) }
}
