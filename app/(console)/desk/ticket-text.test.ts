import { expect, it } from 'vitest'
import { commandsIn } from '@/lib/activation/command/judge-command'
import type { DeskAnswer } from '@/lib/operations/desk/desk-answer'
import { deskTicket } from './ticket-text'

const NOTHING: DeskAnswer = {
  now: '2026-11-22T12:00:00.000Z',
  ...{ machines: [], codes: [], corrected: [], peers: [], unknown: [], forgotten: [], about: '' },
  ...{ events: [], commands: [], products: [], hosts: [], similar: [], moreMachines: 0 },
  rejected: { count: 0, reasons: [] },
}

it('says of a command what it does and what is wrong with it, and nothing of its arguments', () => {
  const commands = commandsIn('slmgr.vbs pc-17 CORP\\anna secret /upk')
  const ticket = deskTicket({ ...NOTHING, commands })
  expect(ticket).toMatch(/^slmgr\.vbs \/upk: Removes the key of one product .*without an activation ID/)
  expect(ticket).toMatch(/As of 22 Nov 2026, 12:00 UTC$/)
  expect(ticket).not.toContain('secret')
})
