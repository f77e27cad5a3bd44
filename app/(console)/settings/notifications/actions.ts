'use server'

import { operationAction } from '@/app/operation-action'
import type { ActionResult } from '@/components/form/action-result'
import { paths } from '@/lib/format/paths'
import {
  addChannel,
  changeChannel,
  endPreviousSecret,
  removeChannel,
  renewChannelSecret,
  switchChannelOff,
  switchChannelOn,
} from '@/lib/operations/channels/channels'
import { deliverAside } from '@/lib/operations/channels/deliver'
import { addRoute, changeRoute, removeRoute } from '@/lib/operations/channels/routes'
import { sendAgain } from '@/lib/operations/channels/send-again'
import { sendTest } from '@/lib/operations/channels/send-test'

const touches = paths.notifications()

export const addChannelAction = operationAction(addChannel, {
  touches,
  answer: ({ secret }, { kind, name }) => ({ secret, kind, name }),
})
export const changeChannelAction = operationAction(changeChannel, {
  done: 'The channel was changed',
  touches,
})
export const renewSecretAction = operationAction(renewChannelSecret, {
  touches,
  answer: ({ secret }) => ({ secret }),
})
export const endPreviousAction = operationAction(endPreviousSecret, {
  done: ({ name }) => `${name} signs with the new secret alone`,
  touches,
})
export const switchOffAction = operationAction(switchChannelOff, {
  done: ({ name }) => `Nothing is sent through ${name} from now on`,
  touches,
})
export const switchOnAction = operationAction(switchChannelOn, {
  done: ({ name }) => `${name} is on`,
  touches,
})
export const removeChannelAction = operationAction(removeChannel, {
  done: ({ name }) => `${name} was removed`,
  touches,
})
export const addRouteAction = operationAction(addRoute, { done: 'The route was added', touches })
export const changeRouteAction = operationAction(changeRoute, { done: 'The route was changed', touches })
export const removeRouteAction = operationAction(removeRoute, {
  done: ({ name }) => `The route ${name} was removed`,
  touches,
})

const queueTest = operationAction(sendTest, { touches, answer: ({ messageId }) => ({ messageId }) })
const queueAgain = operationAction(sendAgain, { touches, answer: ({ messageId }) => ({ messageId }) })

/** Sends a test and waits for what the other side answers; its page shows it. */
export async function sendTestAction(
  input: Parameters<typeof queueTest>[0],
): Promise<ActionResult<{ messageId: string }>> {
  return sent(await queueTest(input))
}

/** The same for a message that was given up. */
export async function sendAgainAction(
  input: Parameters<typeof queueAgain>[0],
): Promise<ActionResult<{ messageId: string }>> {
  return sent(await queueAgain(input))
}

async function sent(
  queued: ActionResult<{ messageId: string }>,
): Promise<ActionResult<{ messageId: string }>> {
  if (queued.kind === 'done') await deliverAside(queued.answer.messageId)
  return queued
}
