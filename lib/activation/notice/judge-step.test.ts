import { expect, test } from 'vitest'
import { judgeStep, type RoutedAlert } from './judge-step'
import type { Route } from './route'
import { whenTold } from './when-told'

const route = (more: Partial<Route> = {}): Route => ({
  ...{ id: 'r', name: 'Berlin', isDefault: false, isOff: false, channelId: 'c', roles: [], addresses: [] },
  ...{ severities: [], rules: [], sites: [], owners: [], timing: 'atOnce', hour: 8, weekday: 1, zone: 'UTC' },
  ...{ quietFrom: null, quietTo: null, perHour: 20, escalateMinutes: null, escalateTo: null },
  ...more,
})

const alert = (more: Partial<RoutedAlert> = {}): RoutedAlert => ({
  ...{ id: 7, rule: 'A1', severity: 'critical', state: 'open', objectKind: 'kmsHost', object: 'kms02' },
  ...{ site: 'Berlin', owner: null },
  ...more,
})

test.each([
  ['opened', {}, {}, false, { kind: 'opening' }],
  ['opened', {}, { severities: ['warn'] }, false, { kind: 'opening', why: 'severity' }],
  ['opened', {}, { rules: ['A2'] }, false, { kind: 'opening', why: 'rule' }],
  ['opened', {}, { sites: ['berlin'] }, false, { kind: 'opening' }],
  ['opened', { site: null }, { sites: ['Berlin'] }, false, { kind: 'opening', why: 'site' }],
  ['opened', {}, { owners: ['Ines'] }, false, { kind: 'opening', why: 'owner' }],
  ['opened', {}, { isOff: true }, false, { kind: 'opening', why: 'off' }],
  ['opened', { state: 'suppressed' }, {}, false, { kind: 'opening', why: 'suppressed' }],
  ['opened', { state: 'muted' }, {}, false, { kind: 'opening', why: 'muted' }],
  ['opened', { state: 'closed' }, {}, false, { kind: 'opening', why: 'closedFirst' }],
  ['unmuted', {}, {}, false, { kind: 'opening' }],
  ['unmuted', {}, {}, 'critical', { kind: 'opening', why: 'toldAlready' }],
  ['unmuted', {}, {}, 'warn', { kind: 'worse' }],
  ['unmuted', { severity: 'warn' }, {}, 'critical', { kind: 'opening', why: 'toldAlready' }],
  ['released', {}, {}, false, { kind: 'opening' }],
  ['reopened', {}, {}, 'error', { kind: 'worse' }],
  ['worsened', {}, {}, 'critical', { kind: 'worse' }],
  ['worsened', {}, {}, false, { kind: 'opening' }],
  ['unknown', { state: 'unknown' }, {}, 'critical', { kind: 'unknown' }],
  ['unknown', { state: 'unknown' }, {}, false, { kind: 'unknown', why: 'neverTold' }],
  // Whoever was told of the beginning is told of the end, whatever the route has become.
  ['closed', { state: 'closed' }, { isOff: true, severities: ['warn'] }, 'critical', { kind: 'closing' }],
  ['closed', { state: 'closed' }, {}, false, { kind: 'closing', why: 'neverTold' }],
  ['acknowledged', {}, {}, 'critical', undefined],
  ['eased', {}, {}, 'critical', undefined],
  // That a channel fails is told through every other one.
  [
    'opened',
    { objectKind: 'channel', object: 'x', severity: 'error' },
    { severities: ['critical'] },
    false,
    { kind: 'opening' },
  ],
  ['opened', { objectKind: 'channel', object: 'c' }, {}, false, { kind: 'opening', why: 'ownChannel' }],
] as const)('%s of %j on a route %j, told before: %s', (step, ofAlert, ofRoute, told, expected) => {
  expect(judgeStep(step, alert(ofAlert), route(ofRoute), told || undefined)).toEqual(expected)
})

test.each([
  // What is critical and at once comes after half a minute, also at night.
  [{ quietFrom: 22, quietTo: 6 }, 'critical', '2026-11-30T23:00:00Z', '2026-11-30T23:00:30.000Z', false],
  [{ quietFrom: 22, quietTo: 6 }, 'error', '2026-11-30T23:00:00Z', '2026-12-01T06:00:00.000Z', true],
  [{ quietFrom: 22, quietTo: 6 }, 'error', '2026-11-30T12:00:00Z', '2026-11-30T12:00:30.000Z', false],
  [
    { timing: 'daily', hour: 8, zone: 'Europe/Berlin' },
    'warn',
    '2026-11-30T12:00:00Z',
    '2026-12-01T07:00:00.000Z',
    true,
  ],
  [
    { timing: 'weekly', hour: 8, weekday: 3 },
    'warn',
    '2026-11-30T12:00:00Z',
    '2026-12-02T08:00:00.000Z',
    true,
  ],
] as const)('a route %j tells of %s at %s at %s', (ofRoute, severity, at, dueAt, isHeld) => {
  const told = whenTold(route(ofRoute), { kind: 'opening', severity }, new Date(at))
  expect({ dueAt: told.dueAt.toISOString(), isHeld: told.isHeld }).toEqual({ dueAt, isHeld })
})
