import { cookies } from 'next/headers'
import { parseStartPage, START_PAGE_COOKIE, START_PAGES } from '@/components/layout/choice-cookies'
import type { Role } from '@/lib/auth/permissions'
import { paths } from '@/lib/format/paths'

/**
 * Where a person begins who asked for no page: where this browser is told to, else by role: helpdesk answers one machine
 * after another.
 */
export async function firstPage(
  role: Role | null | undefined,
  asked: string = paths.overview(),
): Promise<string> {
  if (asked !== paths.overview()) return asked
  const chosen = parseStartPage((await cookies()).get(START_PAGE_COOKIE)?.value)
  if (chosen !== 'role') return START_PAGES[chosen].href
  return role === 'helpdesk' ? paths.desk() : asked
}
