'use server'

import { oneByOne } from '@/app/one-by-one'
import { operationAction } from '@/app/operation-action'
import type { ActionResult } from '@/components/form/action-result'
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

/** Revokes several. */
export async function revokeTokensAction(tokenIds: readonly string[]): Promise<ActionResult> {
  return oneByOne(revokeTokenAction, tokenIds, (tokenId) => ({ tokenId: String(tokenId) }))
}
