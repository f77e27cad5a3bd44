import { unstable_rethrow } from 'next/navigation'
import { NotPermitted, type Permission } from '@/lib/data/permission'
import { sayFault } from '@/lib/server/fault'
import { type Actor, currentActor } from './actor'
import { PERMISSION_WORDS } from './permissions'
import { isSameOrigin } from './same-origin'

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
    try {
      const actor = await currentActor()
      if (actor.kind === 'nobody') return apiError(401, 'signedOut', 'Sign in first.')
      if (!actor.can(permission)) return notPermitted(permission)
      if (!isRead(request) && !isSameOrigin(request.headers)) {
        return apiError(403, 'otherOrigin', 'This request came from another site.')
      }
      return await handler(actor, request, context)
    } catch (error) {
      if (error instanceof NotPermitted) return notPermitted(error.permission)
      unstable_rethrow(error)
      const { status, kind, sentence } = sayFault(error, 'a request failed')
      return apiError(status, kind, sentence)
    }
  }
}

function notPermitted(permission: Permission): Response {
  const words = `Your role does not let you ${PERMISSION_WORDS[permission]}. A licensing admin can change your role.`
  return apiError(403, 'notPermitted', words)
}

function isRead(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}
