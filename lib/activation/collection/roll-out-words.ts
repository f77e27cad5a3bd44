/** The ways to bring the collector onto machines, or to do without it. */
export const ROLL_OUTS = ['byHand', 'groupPolicy', 'intune', 'configMgr', 'forwarding', 'agentless'] as const

export type RollOut = (typeof ROLL_OUTS)[number]

export const ROLL_OUT_WORDS: Readonly<Record<RollOut, string>> = {
  byHand: 'One machine',
  groupPolicy: 'Group Policy',
  intune: 'Intune',
  configMgr: 'Configuration Manager',
  forwarding: 'Event forwarding',
  agentless: 'Without a collector',
}
