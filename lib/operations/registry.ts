import type { z } from 'zod'
import type { Permission } from '@/lib/data/permission'
import { importBelongingList, previewBelongingList } from './belonging/import-list'
import { addRule, changeRule, moveRule, previewRule, removeRule } from './belonging/rules'
import { setBelonging } from './belonging/set-belonging'
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
import { cancelImport } from './imports/import-cancel'
import { createImport } from './imports/import-create'
import { describeImport } from './imports/import-describe'
import { discardImports } from './imports/import-discard'
import { recordImport } from './imports/import-record'
import { undoImport } from './imports/import-undo'
import { addKeys, inspectKeys } from './keys/add-keys'
import { editKey, restoreKey, retireKey } from './keys/change-key'
import { changeHostLimits, recordHostActivation, withdrawHostActivation } from './keys/host-activations'
import { resealKeys } from './keys/reseal-keys'
import { revealKey } from './keys/reveal-key'
import { changeHost, restoreHost, retireHost } from './kms-hosts/change-host'
import { mergeHostNames, partHostName } from './kms-hosts/merge-host-names'
import { registerHost, registerHosts } from './kms-hosts/register-host'
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
import {
  invitePerson,
  issueEmergencyLink,
  issuePasswordLink,
  redeemLink,
  withdrawInvitation,
} from './people/invitations'
import { changeRole, disablePerson, enablePerson } from './people/people'
import { undoJoin } from './record/undo-join'
import { importReferenceFile, inspectReferenceFile } from './reference/import-entries'
import { saveReferenceEntry, withdrawReferenceEntry } from './reference/reference-entries'
import { loadSample, removeSampleFleet } from './sample/sample-fleet'
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
  withdrawInvitation,
  issuePasswordLink,
  issueEmergencyLink,
  redeemLink,
  changeRole,
  disablePerson,
  enablePerson,
  createImport,
  describeImport,
  recordImport,
  undoImport,
  cancelImport,
  discardImports,
  loadSample,
  removeSampleFleet,
  undoJoin,
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
  createToken,
  rotateToken,
  revokeToken,
  addNote,
  removeNote,
  saveView,
  changeView,
  removeView,
  rememberLook,
  noteVisit,
} as const satisfies Record<string, AnyOperation>
