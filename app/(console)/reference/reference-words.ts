import type { OwnKind } from '@/lib/activation/reference/own-entry'
import type { ReferenceKind } from '@/lib/activation/reference/reference-kind'

interface KindWords {
  /** As a heading. */
  label: string
  what: string
  /** Texts to try. */
  examples: readonly string[]
}

export const KIND_WORDS: Readonly<Record<ReferenceKind, KindWords>> = {
  code: {
    label: 'Reason codes',
    what: 'The HRESULT behind a status or a refusal, in any notation, or words from its meaning.',
    examples: ['0xC004F038', '-1073418124', 'count'],
  },
  product: {
    label: 'Products',
    what: 'A name, an edition, or an activation ID or the start of one.',
    examples: ['Windows Server 2022', '73111121', 'Office 2019 MAK'],
  },
  keyGroup: {
    label: 'KMS host keys',
    what: 'What a CSVLK activates, and where it can be installed.',
    examples: ['Server 2022', 'VOLUME_KMS_R2_C', 'Office 2016'],
  },
  hostUpdate: {
    label: 'Host updates',
    what: 'The update a KMS host needs before it accepts the key of a newer version.',
    examples: ['Server 2019', 'KB5003638'],
  },
  key: {
    label: 'Published keys',
    what: 'The last five of a published setup key (GVLK) or of a key for virtual machines (AVMA).',
    examples: ['2YT43', 'Datacenter', 'AVMA'],
  },
  event: {
    label: 'Events',
    what: 'An event number from the log of a client or a KMS host.',
    examples: ['12288', '12290', 'DNS'],
  },
  cloudHost: {
    label: 'KMS hosts of clouds',
    what: 'Names and addresses of the KMS hosts that cloud providers run for the virtual machines they rent out.',
    examples: ['Azure', '169.254.169.250'],
  },
  word: {
    label: 'Glossary',
    what: 'What a term means here.',
    examples: ['CMID', 'CSVLK', 'grace'],
  },
}

interface EntryWords {
  /** 'Add a product' */
  one: string
  /** 'product' in 'Correct the product 73111121-...' */
  name: string
  /** Once it is saved. */
  effect: string
}

const IMMEDIATELY = 'Applies immediately: here, at the desk and in every rule that uses this table.'

export const ENTRY_WORDS: Readonly<Record<OwnKind, EntryWords>> = {
  product: {
    one: 'a product',
    name: 'product',
    effect: 'Recorded machines with this activation ID get the new name, and so do later imports.',
  },
  key: {
    one: 'a published key',
    name: 'published key',
    effect: 'Applies immediately here and at the desk. A recorded machine gets the name at its next report.',
  },
  code: { one: 'a note on a code', name: 'note on the code', effect: IMMEDIATELY },
  event: { one: 'an event', name: 'event', effect: IMMEDIATELY },
  keyGroup: { one: 'a host key', name: 'KMS host key', effect: IMMEDIATELY },
  hostUpdate: { one: 'a host update', name: 'host update', effect: IMMEDIATELY },
  cloudHost: { one: 'a KMS host of a cloud', name: 'KMS host of a cloud', effect: IMMEDIATELY },
}

/** The text that finds an entry by its key. */
export const textOfKey = (key: string) => key.replace(' > ', ' ')
