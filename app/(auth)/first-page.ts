import type { Role } from '@/lib/auth/permissions'
import { paths } from '@/lib/format/paths'

/** Where a person begins who asked for no page: helpdesk answers one machine after another. */
export function firstPage(role: Role | null | undefined, asked: string = paths.overview()): string {
  return role === 'helpdesk' && asked === paths.overview() ? paths.desk() : asked
}
