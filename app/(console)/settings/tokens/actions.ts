'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { createToken, revokeToken, rotateToken } from '@/lib/operations/tokens/tokens'

const touches = paths.tokens()

/** The secret, to show once. */
const secret = ({ token }: { token: string }) => ({ token })

export const createTokenAction = operationAction(createToken, { touches, answer: secret })

export const rotateTokenAction = operationAction(rotateToken, { touches, answer: secret })

export const revokeTokenAction = operationAction(revokeToken, {
  done: ({ name }) => `${name} is refused from now on`,
  touches,
})
