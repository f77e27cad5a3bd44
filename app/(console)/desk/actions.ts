'use server'

import { operationAction } from '@/app/operation-action'
import { readDesk } from '@/lib/operations/desk/read-desk'

/** Answers a pasted text. It travels in the body of the request, never in an address, and is not kept. */
export const deskAction = operationAction(readDesk, { answer: ({ answer }) => answer })
