import { noteRefusal } from '@/lib/auth/audited-refusals'
import { clientAddress, isSameOrigin } from '@/lib/auth/same-origin'

/** Where proxy.ts sends a write that another site's page made with its visitor's cookies: it is refused and written down. */
async function refuse(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) {
    const origin = request.headers.get('origin') ?? 'none'
    await noteRefusal({
      action: 'origin.refuse',
      client: clientAddress(request.headers),
      facts: { origin: origin.slice(0, 200) },
    })
  }
  return new Response('This request came from another site.\n', { status: 403 })
}

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
