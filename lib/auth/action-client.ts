import { randomUUID } from 'node:crypto'
import { createSafeActionClient } from 'next-safe-action'
import { log } from '@/lib/server/log'
import { currentActor } from './actor'

/**
 * What every server action starts from: who acts, and an id that ties the action to its audit entry and its
 * log line. An action calls one operation and returns its outcome; the operation checks the permission.
 */
export const actionClient = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  handleServerError(error) {
    const reference = randomUUID().slice(0, 8)
    log.error({ reference, err: error }, 'a server action failed')
    return `This did not work, and nothing was changed. Try again; if it keeps failing, search the log for ${reference}.`
  },
}).use(async ({ next }) => next({ ctx: { actor: await currentActor(), requestId: randomUUID() } }))
