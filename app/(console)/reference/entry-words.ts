import type { OwnKind } from '@/lib/activation/reference/own-entry'

interface EntryWords {
  /** 'Add a product' */
  one: string
  /** 'product' in 'Correct the product 73111121-...' */
  name: string
  /** Once it is saved. */
  effect: string
}

const AT_ONCE = 'It holds at once, here, at the desk and wherever rules use this table.'

export const ENTRY_WORDS: Readonly<Record<OwnKind, EntryWords>> = {
  product: {
    one: 'a product',
    name: 'product',
    effect:
      'Machines already recorded with this activation ID are called so at once; what comes in later is, too.',
  },
  key: {
    one: 'a published key',
    name: 'published key',
    effect:
      'It holds at once here and at the desk. A recorded machine is called so when it is next heard of.',
  },
  code: { one: 'a note on a code', name: 'code', effect: AT_ONCE },
  event: { one: 'an event', name: 'event', effect: AT_ONCE },
  keyGroup: { one: 'a host key', name: 'KMS host key', effect: AT_ONCE },
  hostUpdate: { one: 'a host update', name: 'host update', effect: AT_ONCE },
}
