'use server'

import { operationAction } from '@/app/operation-action'
import { changeAlertLimits, muteAlertRule, switchAlertRule } from '@/lib/operations/alerts/alert-rules'
import {
  acknowledgeAlerts,
  assignAlerts,
  closeAlerts,
  noteAlert,
  snoozeAlerts,
} from '@/lib/operations/alerts/alerts'
import { addMaintenance, endMaintenance } from '@/lib/operations/alerts/maintenance'

/** Alerts stand on the pages of what they are about, too. */
const touches = '/'
const many = (done: string) => (outcome: { alerts: number }) =>
  outcome.alerts === 1 ? `The alert is ${done}` : `${outcome.alerts} alerts are ${done}`

export const acknowledgeAction = operationAction(acknowledgeAlerts, { done: many('acknowledged'), touches })
export const assignAction = operationAction(assignAlerts, { done: many('assigned'), touches })
export const snoozeAction = operationAction(snoozeAlerts, { done: many('snoozed'), touches })
export const closeAction = operationAction(closeAlerts, { done: many('closed'), touches })
export const noteAction = operationAction(noteAlert, { done: 'The note is written', touches })
export const limitsAction = operationAction(changeAlertLimits, { done: 'The limits are changed', touches })
export const switchAction = operationAction(switchAlertRule, { done: 'Saved', touches })
export const muteAction = operationAction(muteAlertRule, { done: 'Saved', touches })
export const addMaintenanceAction = operationAction(addMaintenance, {
  done: 'The maintenance is planned',
  touches,
})
export const endMaintenanceAction = operationAction(endMaintenance, {
  done: 'The maintenance has ended',
  touches,
})
