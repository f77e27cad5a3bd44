import { apiError } from '@/lib/auth/api-route'
import { loadPackage, type PackageView } from '@/lib/data/exchange/package-page'
import type { Actor } from '@/lib/operations/operation'

/** The context of a route below /api/exchange/[number]. */
export interface PackageContext {
  params: Promise<{ number: string }>
}

/** The number a request names; undefined when no package can have it. */
export async function packageNumberOf(context: PackageContext): Promise<number | undefined> {
  const number = Number((await context.params).number)
  return Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined
}

/** The package a request names, or the answer that there is none. */
export async function packageOf(actor: Actor, context: PackageContext): Promise<PackageView | Response> {
  const number = await packageNumberOf(context)
  const found = number === undefined ? undefined : await loadPackage(actor, number, new Date())
  return found ?? noSuchPackage()
}

export const noSuchPackage = () => apiError(404, 'noSuchPackage', 'There is no such package.')

/** A file to keep. */
export function download(text: string, fileName: string, type: string): Response {
  return new Response(text, {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
