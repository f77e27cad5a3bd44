import { apiError } from '@/lib/auth/api-route'
import { loadPackage, type PackageView, packageNumberOf } from '@/lib/data/exchange/package-page'
import type { Actor } from '@/lib/operations/operation'

/** The context of a route below /api/exchange/[number]. */
export interface PackageContext {
  params: Promise<{ number: string }>
}

/** The package a request names, or the answer that there is none. */
export async function packageOf(actor: Actor, context: PackageContext): Promise<PackageView | Response> {
  const number = packageNumberOf((await context.params).number)
  const found = number === undefined ? undefined : await loadPackage(actor, number, new Date())
  return found ?? noSuchPackage()
}

export const noSuchPackage = () => apiError(404, 'noSuchPackage', 'There is no such package.')
