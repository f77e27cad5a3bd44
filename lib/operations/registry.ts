import type { z } from 'zod'
import type { Permission } from '@/lib/data/permission'
import { changeAlertLimits, muteAlertRule, switchAlertRule } from './alerts/alert-rules'
import { acknowledgeAlerts, assignAlerts, closeAlerts, noteAlert, snoozeAlerts } from './alerts/alerts'
import { addMaintenance, endMaintenance } from './alerts/maintenance'
import { importBelongingList, previewBelongingList } from './belonging/import-list'
import { addRule, changeRule, moveRule, previewRule, removeRule } from './belonging/rules'
import { setBelonging } from './belonging/set-belonging'
import {
  addChannel,
  changeChannel,
  endPreviousSecret,
  removeChannel,
  renewChannelSecret,
  switchChannelOff,
  switchChannelOn,
} from './channels/channels'
import { addRoute, changeRoute, removeRoute } from './channels/routes'
import { sendAgain } from './channels/send-again'
import { sendTest } from './channels/send-test'
import { readDesk } from './desk/read-desk'
import { askDiscovery, checkNow } from './discovery/ask-discovery'
import { checkAlias, lookUpAlias } from './discovery/check-alias'
import { changeSchedule, setCheckInterval } from './discovery/schedule'
import { cancelExchange } from './exchange/cancel-exchange'
import { carryOutExchange } from './exchange/carry-out'
import { expireExchanges } from './exchange/expire-exchanges'
import { markApplied } from './exchange/mark-applied'
import { prepareExchange } from './exchange/prepare-package'
import { replaceConfirmationId } from './exchange/replace-answer'
import { takeAnswers } from './exchange/take-answers'
import { takeFile } from './exchange/take-file'
import { cancelImport } from './imports/import-cancel'
import { createImport } from './imports/import-create'
import { describeImport } from './imports/import-describe'
import { discardImports } from './imports/import-discard'
import { recordImport } from './imports/import-record'
import { undoImport } from './imports/import-undo'
import { addKeys, inspectKeys } from './keys/add-keys'
import { editKey, restoreKey, retireKey } from './keys/change-key'
import { changeHostLimits, recordHostActivation, withdrawHostActivation } from './keys/host-activations'
import { answerKeyRelease, askForKey, askForPackage } from './keys/release-key'
import { resealKeys } from './keys/reseal-keys'
import { revealKey } from './keys/reveal-key'
import { changeHost, restoreHost, retireHost } from './kms-hosts/change-host'
import { mergeHostNames, partHostName } from './kms-hosts/merge-host-names'
import { registerHost, registerHosts } from './kms-hosts/register-host'
import { bringBackMachines, forgetMachines } from './machines/forget-machines'
import { mergeMachines, renameMachine, separateName } from './machines/name-machines'
import { setLowCountRules } from './mak/low-count-rules'
import { recordCorrection, recordIncrease, recordMicrosoftCount } from './mak/record-in-ledger'
import { spendMak } from './mak/spend-mak'
import { askDirectoryRead, askDirectoryTest } from './networks/ask-directory'
import { addDirectory, changeDirectory, removeDirectory } from './networks/directories'
import { importNetworks, previewNetworks } from './networks/import-networks'
import { addUnit, changeUnit, removeUnit, retireUnit } from './networks/units'
import { setExpectation } from './networks/zone-expectation'
import { addZone, changeZone, removeZone, retireZone } from './networks/zones'
import { addNote, removeNote } from './notes/notes'
import type { Actor, OperationCall, Outcome } from './operation'
import { changeOwnPassword, endOwnOtherSessions, endOwnSession, renameSelf } from './own/own-account'
import { chooseForSelf } from './own/own-choices'
import { addPasskey, beginApp, finishApp, removeOwnFactor, renewRecoveryCodes } from './own/own-factors'
import { setAccessRules } from './people/access-rules'
import { erasePerson } from './people/erase-person'
import {
  invitePeople,
  invitePerson,
  issueEmergencyLink,
  issuePasswordLink,
  redeemLink,
  withdrawInvitation,
} from './people/invitations'
import { limitPerson } from './people/limit-person'
import {
  allowLink,
  changeRole,
  disablePerson,
  enablePerson,
  endEmergency,
  makeEmergency,
} from './people/people'
import { endPersonSessions, removePersonFactors } from './people/person-access'
import { decideOnPlan, endPlan, savePlan, takePlanIntoForce } from './plan/plan-versions'
import { askWhatIf, cancelWhatIf, noteWhatIf, planWhatIf } from './plan/what-if'
import { importReferenceFile, inspectReferenceFile } from './reference/import-entries'
import { saveReferenceEntry, withdrawReferenceEntry } from './reference/reference-entries'
import { setEntitlement } from './reports/entitlements'
import { addSchedule, pauseSchedule, removeSchedule } from './reports/schedules'
import { openSharedReport, revokeShare, shareReport } from './reports/shares'
import { loadSample, removeSampleFleet } from './sample/sample-fleet'
import {
  addDirectoryProvider,
  addOidcProvider,
  changeDirectoryProvider,
  changeOidcProvider,
  mapGroup,
  removeProvider,
  switchProviderOff,
  switchProviderOn,
  unmapGroup,
} from './sign-in/providers'
import { askProviderTest } from './sign-in/test-provider'
import { createToken, revokeToken, rotateToken } from './tokens/tokens'
import { changeView, noteVisit, rememberLook, removeView, saveView } from './views/views'

/** Any operation, as the access test walks it: whatever the input, the permission is asked first. */
export interface AnyOperation {
  readonly permission: Permission
  readonly input: z.ZodType
  // biome-ignore lint/suspicious/noExplicitAny: each operation has an input of its own; the walk passes none
  run(actor: Actor, input: any, call?: OperationCall): Promise<Outcome>
}

/**
 * Every operation of the console under its name. An operation exported from lib/operations without a row
 * here fails `access.db.test.ts`.
 */
export const OPERATIONS = {
  invitePerson,
  invitePeople,
  withdrawInvitation,
  issuePasswordLink,
  issueEmergencyLink,
  redeemLink,
  changeRole,
  limitPerson,
  disablePerson,
  erasePerson,
  enablePerson,
  endPersonSessions,
  removePersonFactors,
  setAccessRules,
  renameSelf,
  chooseForSelf,
  changeOwnPassword,
  endOwnSession,
  endOwnOtherSessions,
  beginApp,
  finishApp,
  addPasskey,
  removeOwnFactor,
  renewRecoveryCodes,
  allowLink,
  makeEmergency,
  endEmergency,
  createImport,
  describeImport,
  recordImport,
  undoImport,
  cancelImport,
  discardImports,
  loadSample,
  removeSampleFleet,
  renameMachine,
  mergeMachines,
  separateName,
  forgetMachines,
  bringBackMachines,
  previewRule,
  addRule,
  changeRule,
  moveRule,
  removeRule,
  previewBelongingList,
  importBelongingList,
  setBelonging,
  readDesk,
  askDiscovery,
  checkNow,
  checkAlias,
  lookUpAlias,
  setCheckInterval,
  changeSchedule,
  saveReferenceEntry,
  withdrawReferenceEntry,
  inspectReferenceFile,
  importReferenceFile,
  inspectKeys,
  addKeys,
  editKey,
  retireKey,
  restoreKey,
  revealKey,
  askForKey,
  askForPackage,
  answerKeyRelease,
  resealKeys,
  recordHostActivation,
  withdrawHostActivation,
  changeHostLimits,
  spendMak,
  recordCorrection,
  recordIncrease,
  recordMicrosoftCount,
  setLowCountRules,
  addUnit,
  changeUnit,
  retireUnit,
  removeUnit,
  addZone,
  changeZone,
  retireZone,
  removeZone,
  setExpectation,
  previewNetworks,
  addDirectory,
  changeDirectory,
  removeDirectory,
  askDirectoryTest,
  askDirectoryRead,
  importNetworks,
  prepareExchange,
  carryOutExchange,
  takeAnswers,
  takeFile,
  replaceConfirmationId,
  markApplied,
  cancelExchange,
  expireExchanges,
  registerHost,
  registerHosts,
  changeHost,
  retireHost,
  restoreHost,
  mergeHostNames,
  partHostName,
  addOidcProvider,
  changeOidcProvider,
  addDirectoryProvider,
  changeDirectoryProvider,
  switchProviderOn,
  switchProviderOff,
  removeProvider,
  mapGroup,
  unmapGroup,
  askProviderTest,
  createToken,
  rotateToken,
  revokeToken,
  addChannel,
  changeChannel,
  renewChannelSecret,
  endPreviousSecret,
  switchChannelOff,
  switchChannelOn,
  removeChannel,
  addRoute,
  changeRoute,
  removeRoute,
  sendAgain,
  sendTest,
  setEntitlement,
  shareReport,
  revokeShare,
  openSharedReport,
  addSchedule,
  removeSchedule,
  pauseSchedule,
  addNote,
  removeNote,
  saveView,
  changeView,
  removeView,
  rememberLook,
  noteVisit,
  acknowledgeAlerts,
  assignAlerts,
  snoozeAlerts,
  closeAlerts,
  noteAlert,
  changeAlertLimits,
  switchAlertRule,
  muteAlertRule,
  addMaintenance,
  endMaintenance,
  savePlan,
  decideOnPlan,
  takePlanIntoForce,
  endPlan,
  noteWhatIf,
  askWhatIf,
  cancelWhatIf,
  planWhatIf,
} as const satisfies Record<string, AnyOperation>
