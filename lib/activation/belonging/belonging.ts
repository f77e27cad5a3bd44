/** To whom a machine belongs. Each of the three has one value, tags add up. */
export const BELONGING_FIELDS = ['site', 'owner', 'department'] as const
export type BelongingField = (typeof BELONGING_FIELDS)[number]

export const BELONGING_LABELS = {
  site: 'Site',
  owner: 'Owner',
  department: 'Department',
  tags: 'Tags',
} as const satisfies Record<BelongingField | 'tags', string>

/** Asks for machines without one; so nothing can be called that. */
export const NONE = 'none'

export const LONGEST_BELONGING = 100
export const MOST_TAGS = 20

/** The name of a site, owner, department or tag as it is kept; or why it cannot be one. */
export function readBelonging(text: string): { ok: true; value: string } | { ok: false; problem: string } {
  const value = text.trim().replace(/\s+/g, ' ')
  if (value.length > LONGEST_BELONGING)
    return { ok: false, problem: `“${value.slice(0, 30)}…” has more than ${LONGEST_BELONGING} characters` }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001f]/.test(value)) return { ok: false, problem: 'it has signs that cannot be shown' }
  if (value.startsWith('-')) return { ok: false, problem: `“${value}” begins with a minus` }
  if (value.toLowerCase() === NONE)
    return { ok: false, problem: `“${value}” is kept for machines without one` }
  return { ok: true, value }
}

/** Tags as typed: separated by commas, semicolons or bars; lower-cased, each once. */
export function splitTags(text: string): string[] {
  const tags = text.split(/[,;|]/).map((tag) => tag.trim().replace(/\s+/g, ' ').toLowerCase())
  return [...new Set(tags.filter(Boolean))]
}
