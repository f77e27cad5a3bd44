import type { DirectoryReadView, DirectoryView } from '@/lib/data/networks/directories'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { ldapSentence } from './ldap-sentences'

export const SECURITY_WORD = { ldaps: 'LDAPS', startTls: 'StartTLS', plain: 'no TLS' } as const

/** How the last reading went, in a sentence. */
export function readSentence(directory: DirectoryView): string {
  const [last] = directory.reads
  if (directory.readingSince) return 'It is being read now.'
  if (!last) return 'It has not been read yet.'
  if (!last.isComplete) {
    const kept =
      last.computers > 0 ? ` ${formatCountOf(last.computers, 'computer')} had come in by then.` : ''
    return `The last reading did not come to its end. ${ldapSentence(last.problem ?? '', directory)}${kept}`
  }
  return `${foundSentence(last)}.`
}

function foundSentence(read: DirectoryReadView): string {
  const fresh = read.freshComputers > 0 ? `, ${formatCount(read.freshComputers)} of them new` : ''
  return [
    `Read to the end: ${formatCountOf(read.computers, 'computer')}${fresh}`,
    formatCountOf(read.domains, 'domain'),
    formatCountOf(read.zones, 'DNS zone'),
    formatCountOf(read.forests, 'forest'),
  ].join(', ')
}
