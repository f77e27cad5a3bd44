import type { AlertState, AlertStep, Closing, ObjectKind, Severity } from './alert'

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  error: 'Error',
  warn: 'Warning',
  info: 'Watch',
}

export const STATE_WORDS: Readonly<Record<AlertState, string>> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  unknown: 'Unknown',
  snoozed: 'Snoozed',
  muted: 'In maintenance',
  suppressed: 'Silenced by its cause',
  closed: 'Closed',
}

export const STEP_WORDS: Readonly<Record<AlertStep, string>> = {
  opened: 'Opened',
  worsened: 'Got worse',
  eased: 'Eased',
  acknowledged: 'Acknowledged',
  assigned: 'Assigned',
  snoozed: 'Snoozed',
  muted: 'Muted by maintenance',
  unmuted: 'Maintenance ended',
  suppressed: 'Silenced by its cause',
  released: 'Its cause ended',
  unknown: 'Evidence too old to tell',
  known: 'Evidence is current again',
  closed: 'Closed',
  reopened: 'Opened again',
  noted: 'Note',
}

export const CLOSING_WORDS: Readonly<Record<Closing, string>> = {
  cleared: 'it no longer holds',
  superseded: 'a worse alert of the same object took its place',
  objectGone: 'its object is gone',
  byHand: 'by hand',
}

export const OBJECT_WORDS: Readonly<Record<ObjectKind, string>> = {
  kmsHost: 'KMS host',
  client: 'Machine',
  cmid: 'CMID',
  key: 'Key',
  zone: 'DNS zone',
  product: 'Product',
  source: 'Source',
  network: 'Directory',
  import: 'Import',
  channel: 'Channel',
  schedule: 'Schedule',
  token: 'API token',
  package: 'Package',
  plan: 'Plan',
  person: 'Person',
  fleet: 'Fleet and console',
}
