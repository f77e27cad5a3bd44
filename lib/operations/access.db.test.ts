import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Actor, NOBODY, systemActor, userActor } from '@/lib/auth/actor-kinds'
import { ROLES } from '@/lib/auth/permissions'
import { withTestDatabase } from '@/lib/data/database.testing'
import { type AnyOperation, OPERATIONS } from './registry'

const database = withTestDatabase()

/** Who may call what: written out here, apart from the table of permissions that it tests. */
const ADMIN = ['licensingAdmin', 'system'] as const
const SIGNED_IN = ['licensingAdmin', 'manager', 'helpdesk', 'system'] as const
const OVERSIGHT = ['licensingAdmin', 'manager', 'system'] as const
const DESK = ['licensingAdmin', 'helpdesk', 'system'] as const
const EVERYONE = ['licensingAdmin', 'manager', 'helpdesk', 'nobody', 'system'] as const
const ALLOWED: Record<keyof typeof OPERATIONS, readonly (typeof EVERYONE)[number][]> = {
  invitePerson: ADMIN,
  invitePeople: ADMIN,
  withdrawInvitation: ADMIN,
  issuePasswordLink: ADMIN,
  issueEmergencyLink: ADMIN,
  redeemLink: EVERYONE,
  changeRole: ADMIN,
  limitPerson: ADMIN,
  disablePerson: ADMIN,
  erasePerson: ADMIN,
  enablePerson: ADMIN,
  endPersonSessions: ADMIN,
  removePersonFactors: ADMIN,
  setAccessRules: ADMIN,
  renameSelf: SIGNED_IN,
  chooseForSelf: SIGNED_IN,
  changeOwnPassword: SIGNED_IN,
  endOwnSession: SIGNED_IN,
  endOwnOtherSessions: SIGNED_IN,
  beginApp: SIGNED_IN,
  finishApp: SIGNED_IN,
  addPasskey: SIGNED_IN,
  removeOwnFactor: SIGNED_IN,
  renewRecoveryCodes: SIGNED_IN,
  createImport: ADMIN,
  describeImport: ADMIN,
  recordImport: ADMIN,
  undoImport: ADMIN,
  cancelImport: ADMIN,
  discardImports: ADMIN,
  setEntitlement: ADMIN,
  shareReport: OVERSIGHT,
  revokeShare: OVERSIGHT,
  openSharedReport: EVERYONE,
  addSchedule: ADMIN,
  removeSchedule: ADMIN,
  pauseSchedule: ADMIN,
  addNote: SIGNED_IN,
  removeNote: SIGNED_IN,
  saveView: SIGNED_IN,
  changeView: SIGNED_IN,
  removeView: SIGNED_IN,
  rememberLook: SIGNED_IN,
  noteVisit: SIGNED_IN,
  acknowledgeAlerts: OVERSIGHT,
  assignAlerts: OVERSIGHT,
  snoozeAlerts: OVERSIGHT,
  closeAlerts: OVERSIGHT,
  noteAlert: SIGNED_IN,
  changeAlertLimits: ADMIN,
  switchAlertRule: ADMIN,
  muteAlertRule: SIGNED_IN,
  addMaintenance: ADMIN,
  endMaintenance: ADMIN,
  loadSample: ADMIN,
  removeSampleFleet: ADMIN,
  renameMachine: ADMIN,
  mergeMachines: ADMIN,
  separateName: ADMIN,
  forgetMachines: ADMIN,
  bringBackMachines: ADMIN,
  previewRule: ADMIN,
  addRule: ADMIN,
  changeRule: ADMIN,
  moveRule: ADMIN,
  removeRule: ADMIN,
  previewBelongingList: ADMIN,
  importBelongingList: ADMIN,
  setBelonging: ADMIN,
  readDesk: SIGNED_IN,
  askDiscovery: DESK,
  checkNow: DESK,
  checkAlias: DESK,
  lookUpAlias: DESK,
  setCheckInterval: ADMIN,
  changeSchedule: ADMIN,
  prepareExchange: ADMIN,
  carryOutExchange: ADMIN,
  takeAnswers: ADMIN,
  takeFile: OVERSIGHT,
  replaceConfirmationId: ADMIN,
  markApplied: ADMIN,
  cancelExchange: ADMIN,
  expireExchanges: ADMIN,
  saveReferenceEntry: ADMIN,
  withdrawReferenceEntry: ADMIN,
  inspectReferenceFile: ADMIN,
  importReferenceFile: ADMIN,
  inspectKeys: ADMIN,
  addKeys: ADMIN,
  editKey: ADMIN,
  retireKey: ADMIN,
  restoreKey: ADMIN,
  revealKey: ADMIN,
  askForKey: ADMIN,
  askForPackage: ADMIN,
  answerKeyRelease: ADMIN,
  resealKeys: ADMIN,
  recordHostActivation: ADMIN,
  withdrawHostActivation: ADMIN,
  changeHostLimits: ADMIN,
  spendMak: ADMIN,
  recordCorrection: ADMIN,
  recordIncrease: ADMIN,
  recordMicrosoftCount: ADMIN,
  setLowCountRules: ADMIN,
  addUnit: ADMIN,
  changeUnit: ADMIN,
  retireUnit: ADMIN,
  removeUnit: ADMIN,
  addZone: ADMIN,
  changeZone: ADMIN,
  retireZone: ADMIN,
  removeZone: ADMIN,
  setExpectation: ADMIN,
  previewNetworks: ADMIN,
  allowLink: ADMIN,
  makeEmergency: ADMIN,
  endEmergency: ADMIN,
  addOidcProvider: ADMIN,
  changeOidcProvider: ADMIN,
  addDirectoryProvider: ADMIN,
  changeDirectoryProvider: ADMIN,
  switchProviderOn: ADMIN,
  switchProviderOff: ADMIN,
  removeProvider: ADMIN,
  mapGroup: ADMIN,
  unmapGroup: ADMIN,
  askProviderTest: ADMIN,
  addDirectory: ADMIN,
  changeDirectory: ADMIN,
  removeDirectory: ADMIN,
  askDirectoryTest: ADMIN,
  askDirectoryRead: ADMIN,
  importNetworks: ADMIN,
  registerHost: ADMIN,
  registerHosts: ADMIN,
  changeHost: ADMIN,
  retireHost: ADMIN,
  restoreHost: ADMIN,
  mergeHostNames: ADMIN,
  partHostName: ADMIN,
  addChannel: ADMIN,
  changeChannel: ADMIN,
  renewChannelSecret: ADMIN,
  endPreviousSecret: ADMIN,
  switchChannelOff: ADMIN,
  switchChannelOn: ADMIN,
  removeChannel: ADMIN,
  addRoute: ADMIN,
  changeRoute: ADMIN,
  removeRoute: ADMIN,
  sendAgain: ADMIN,
  sendTest: ADMIN,
  createToken: ADMIN,
  rotateToken: ADMIN,
  revokeToken: ADMIN,
  savePlan: ADMIN,
  decideOnPlan: ADMIN,
  takePlanIntoForce: ADMIN,
  endPlan: ADMIN,
  noteWhatIf: ADMIN,
  askWhatIf: ADMIN,
  cancelWhatIf: ADMIN,
  planWhatIf: ADMIN,
}

const ACTORS: readonly [(typeof EVERYONE)[number], Actor][] = [
  ...ROLES.map((role) => [role, userActor({ id: role, name: role, role })] as const),
  ['nobody', NOBODY],
  ['system', systemActor('test')],
].map(([who, actor]) => [who, actor] as [(typeof EVERYONE)[number], Actor])

describe.each(Object.entries(OPERATIONS) as [keyof typeof OPERATIONS, AnyOperation][])('%s', (name, op) => {
  it.each(ACTORS)('as %s is refused or let through as the table says', async (who, actor) => {
    // No operation takes null, so one that lets the actor through refuses the input and changes nothing.
    const outcome = await op.run(actor, null)
    const expected = ALLOWED[name].includes(who)
      ? { kind: 'badInput' }
      : { kind: 'notPermitted', permission: op.permission }
    expect(outcome).toMatchObject({ ok: false, refusal: expected })
  })
})

it('lets a person who is limited to sites do only what has nothing to do with other machines', async () => {
  const limited = userActor({ id: 'm', name: 'Mia', role: 'manager', siteIds: [1] })
  const open = Object.entries(OPERATIONS as Record<string, AnyOperation>)
    .filter(([, operation]) => limited.can(operation.permission))
    .map(([name]) => name)
  expect(open.sort()).toEqual(
    [
      ...[
        'redeemLink',
        'renameSelf',
        'chooseForSelf',
        'changeOwnPassword',
        'endOwnSession',
        'endOwnOtherSessions',
        'beginApp',
      ],
      ...['finishApp', 'addPasskey', 'removeOwnFactor', 'renewRecoveryCodes', 'openSharedReport', 'addNote'],
      ...['removeNote', 'saveView', 'changeView', 'removeView', 'rememberLook', 'noteVisit', 'readDesk'],
    ].sort(),
  )
})

it('leaves no trace of refused calls', async () => {
  expect(await database.prisma.auditEntry.count()).toBe(0)
})

it('has every operation of lib/operations in the registry', async () => {
  const registered = new Set<unknown>(Object.values(OPERATIONS))
  const missing: string[] = []
  for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    const module: Record<string, unknown> = await import(/* @vite-ignore */ `./${file.replace(/\.ts$/, '')}`)
    for (const [name, value] of Object.entries(module)) {
      if (isOperation(value) && !registered.has(value)) missing.push(`${file}: ${name}`)
    }
  }
  expect(missing).toEqual([])
})

function isOperation(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'permission' in value && 'run' in value
}
