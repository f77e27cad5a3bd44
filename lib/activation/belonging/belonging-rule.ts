/** By what a rule finds its machines. */
export const RULE_KINDS = ['name', 'zone', 'ou'] as const
export type RuleKind = (typeof RULE_KINDS)[number]

export const RULE_KIND_LABELS = {
  name: 'Name',
  zone: 'DNS zone',
  ou: 'Organizational unit',
} as const satisfies Record<RuleKind, string>

/** A pattern as it is kept, and as SQL compares it: for names with LIKE, else whole or as the beginning. */
export interface RulePattern {
  pattern: string
  like: string
}

/**
 * Reads the pattern of a rule. Names: `*` stands for any signs, `?` for one; without either, for the whole name. Zones: with
 * those below. Organizational units as a path or a DN: 'corp.example/Berlin', 'OU=Berlin,DC=corp,DC=example'.
 */
export function readPattern(
  kind: RuleKind,
  text: string,
): { ok: true; found: RulePattern } | { ok: false; problem: string } {
  const typed = text.trim().toLowerCase()
  if (typed === '') return { ok: false, problem: 'Enter a pattern.' }
  if (typed.length > 255) return { ok: false, problem: 'A pattern has at most 255 characters.' }
  if (kind === 'ou') return readPlace(typed)
  if (kind === 'zone') {
    const zone = typed.replace(/^\*?\./, '').replace(/\.$/, '')
    if (!/^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u.test(zone))
      return { ok: false, problem: 'This is not a DNS zone, such as emea.corp.example.' }
    return { ok: true, found: { pattern: zone, like: zone } }
  }
  if (!/^[\p{L}\p{N}_.*?-]+$/u.test(typed))
    return { ok: false, problem: 'A name has letters, digits, dots and dashes; * and ? stand for others.' }
  if (/^[*?]+$/.test(typed))
    return { ok: false, problem: 'This would match every machine. Enter a part of the name.' }
  return { ok: true, found: { pattern: typed, like: likeOf(typed) } }
}

const likeOf = (glob: string) => glob.replace(/_/g, String.raw`\_`).replace(/\*+/g, '%').replace(/\?/g, '_')

function readPlace(typed: string): ReturnType<typeof readPattern> {
  const place = typed.includes('=') ? placeOfDn(`cn=x,${typed}`) : typed.replace(/^\/+|\/+$/g, '')
  if (!place?.includes('/'))
    return { ok: false, problem: 'Enter a path or a DN, such as corp.example/Berlin.' }
  return { ok: true, found: { pattern: place, like: place } }
}

/** 'corp.example/berlin/pcs' of 'CN=WS1,OU=PCs,OU=Berlin,DC=corp,DC=example'; undefined without DC parts. */
export function placeOfDn(dn: string): string | undefined {
  const parts = (dn.match(/(?:\\.|[^,\\])+/g) ?? []).slice(1)
  const values = parts.map((part) => /^\s*([a-z]+)\s*=\s*(.+?)\s*$/i.exec(part))
  const labels = values.flatMap((one) => (one?.[1]?.toLowerCase() === 'dc' ? [one[2] ?? ''] : []))
  const units = values.flatMap((one) =>
    one && one[1]?.toLowerCase() !== 'dc' ? [unescaped(one[2] ?? '')] : [],
  )
  if (labels.length === 0) return undefined
  return [labels.join('.'), ...units.reverse()].join('/').toLowerCase()
}

const unescaped = (text: string) => text.replace(/\\(.)/g, '$1')
