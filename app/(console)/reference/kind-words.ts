import type { ReferenceKind } from '@/lib/activation/reference/reference-kind'

interface KindWords {
  /** As a heading. */
  label: string
  /** One of them, for 'Look up …'. */
  what: string
  /** Texts to try. */
  examples: readonly string[]
}

export const KIND_WORDS: Readonly<Record<ReferenceKind, KindWords>> = {
  code: {
    label: 'Reason codes',
    what: 'The HRESULT behind a status or a refusal, in any notation, or words of its meaning.',
    examples: ['0xC004F038', '-1073418124', 'count'],
  },
  product: {
    label: 'Products',
    what: 'A name, an edition, or an activation ID or the beginning of one.',
    examples: ['Windows Server 2022', '73111121', 'Office 2019 MAK'],
  },
  keyGroup: {
    label: 'KMS host keys',
    what: 'What a CSVLK activates, and where it can be installed.',
    examples: ['Server 2022', 'VOLUME_KMS_R2_C', 'Office 2016'],
  },
  hostUpdate: {
    label: 'Host updates',
    what: 'The update a KMS host needs before it takes the key of a newer version.',
    examples: ['Server 2019', 'KB5003638'],
  },
  key: {
    label: 'Published keys',
    what: 'The last five of a published setup key (GVLK) or of a key for virtual machines (AVMA).',
    examples: ['2YT43', 'Datacenter', 'AVMA'],
  },
  event: {
    label: 'Events',
    what: 'A number in the log of a client or of a KMS host.',
    examples: ['12288', '12290', 'DNS'],
  },
  word: {
    label: 'Glossary',
    what: 'What a word of the field means here.',
    examples: ['CMID', 'CSVLK', 'grace'],
  },
}
