import { Notice } from '@/components/feedback/notice'
import { setting } from '@/lib/server/environment'

/** As long as the encryption key lies beside the data: a copy of the folder opens every key. */
export function KeyBesideNotice() {
  if (setting('ENCRYPTION_KEY_LIES') !== 'beside') return null
  return (
    <Notice tone="watch" title="The encryption key lies in the data directory">
      Whoever has a copy of that folder can open every stored product key. Set KEY_ENCRYPTION_KEY_FILE or
      KEY_ENCRYPTION_KEY_COMMAND and start the console again: it seals everything with that key.
    </Notice>
  )
}
