import { unstable_rethrow } from 'next/navigation'
import { NotPermitted, type Permission } from '@/lib/data/permission'
import { sayFault } from '@/lib/server/fault'
import { type Actor, currentActor } from './actor'
import { noteNotPermitted, noteRefusal } from './audited-refusals'
import { PERMISSION_WORDS } from './permissions'
import { clientAddress, isSameOrigin } from './same-origin'

/** Bodies of refused requests: `{ error: { kind, message } }`. */
export type ApiError = { error: { kind: string; message: string } }

export function apiError(status: number, kind: string, message: string): Response {
  const body: ApiError = { error: { kind, message } }
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}

/**
 * A route handler that only those with the permission reach: 401 when signed out, 403 when not permitted or
 * when another site's page sends a write. The loader or operation behind it checks again. What it throws is logged
 * and said in a sentence.
 */
export function apiRoute<Context = unknown>(
  permission: Permission,
  handler: (actor: Actor, request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    let by: Actor | undefined
    try {
      const actor = await currentActor()
      if (actor.kind === 'nobody') return apiError(401, 'signedOut', 'Sign in first.')
      by = actor
      if (!actor.can(permission)) return await notPermitted(permission, by, request)
      if (!isRead(request) && !isSameOrigin(request.headers)) {
        const client = clientAddress(request.headers)
        await noteRefusal({ action: 'origin.refuse', by, client, facts: { where: pathOf(request) } })
        return apiError(403, 'otherOrigin', 'This request came from another site.')
      }
      return await handler(actor, request, context)
    } catch (error) {
      if (error instanceof NotPermitted) return await notPermitted(error.permission, by, request)
      unstable_rethrow(error)
      const { status, kind, sentence } = sayFault(error, 'a request failed')
      return apiError(status, kind, sentence)
    }
  }
}

async function notPermitted(
  permission: Permission,
  by: Actor | undefined,
  request: Request,
): Promise<Response> {
  const client = clientAddress(request.headers)
  if (by) await noteNotPermitted(by, permission, { client, where: pathOf(request) })
  const words = `Your role does not let you ${PERMISSION_WORDS[permission]}. A licensing admin can change your role.`
  return apiError(403, 'notPermitted', words)
}

const pathOf = (request: Request) => new URL(request.url).pathname

function isRead(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}
