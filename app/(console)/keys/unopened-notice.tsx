import { Notice } from '@/components/feedback/notice'
import type { KeyRow } from '@/lib/data/keys/keys-page'
import { formatCountOf } from '@/lib/format/counts'

/** Stored keys that nobody could reveal, said before somebody needs one. */
export function UnopenedNotice({ keys }: { keys: readonly Pick<KeyRow, 'unopened'>[] }) {
  const foreign = keys.filter(({ unopened }) => unopened === 'otherEncryptionKey').length
  const damaged = keys.filter(({ unopened }) => unopened === 'damaged').length
  if (foreign + damaged === 0) return null
  return (
    <Notice tone="bad" title={`${formatCountOf(foreign + damaged, 'stored key')} cannot be opened`}>
      {foreign > 0 &&
        'The console was started with another encryption key. Start it with the previous one, or set that one as KEY_ENCRYPTION_KEY_PREVIOUS next to the new one. '}
      {damaged > 0 &&
        'What is stored was changed outside the console. Add the key again from your agreement.'}
    </Notice>
  )
}
