import { apiError } from '@/lib/auth/api-route'
import { loadPackage, type PackageView } from '@/lib/data/exchange/package-page'
import type { Actor } from '@/lib/operations/operation'

/** The context of a route below /api/exchange/[number]. */
export interface PackageContext {
  params: Promise<{ number: string }>
}

/** The package a request names, or the answer that there is none. */
export async function packageOf(actor: Actor, context: PackageContext): Promise<PackageView | Response> {
  const number = Number((await context.params).number)
  const isNumber = Number.isSafeInteger(number) && number > 0 && number < 2 ** 31
  const found = isNumber ? await loadPackage(actor, number, new Date()) : undefined
  return found ?? apiError(404, 'noSuchPackage', 'There is no such package.')
}

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
