import { apiRoute } from '@/lib/auth/api-route'
import { noteVisit } from '@/lib/operations/views/views'
import { outageOf } from '@/lib/server/outage'

/** A person is here. While nothing can be written nobody needs to know. */
export const POST = apiRoute('view.save', async (actor) => {
  await noteVisit.run(actor, {}).catch((error: unknown) => {
    if (!outageOf(error)) throw error
  })
  return new Response(null, { status: 204 })
})
