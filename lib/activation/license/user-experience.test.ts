import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kms/timers'
import { LICENSE_STATUS_ORDER } from './license-status'
import { saySights } from './sight-sentence'
import { type Viewer, whatPersonSees } from './user-experience'

const NOW = Date.UTC(2026, 2, 1)
const inDays = (days: number) => new Date(NOW + days * DAY_MS).toISOString()
const BLACK = ['dialogAtSignIn', 'blackDesktop', 'cornerMessage']

describe('what the person at the machine sees', () => {
  it.each<[string, Viewer, string[]]>([
    ['a licensed machine', { status: 'licensed', generation: 'Windows 10' }, ['nothing']],
    [
      'Vista RTM in grace',
      { status: 'initialGrace', generation: 'Windows Vista', servicePack: 'none' },
      ['nothing'],
    ],
    [
      'Vista RTM after its grace',
      { status: 'unlicensed', generation: 'Windows Vista', servicePack: 'none' },
      ['reducedFunctionality'],
    ],
    ['Vista SP1 after its grace', { status: 'notification', generation: 'Windows Vista' }, BLACK],
    ['Vista SP1 that calls itself unlicensed', { status: 'unlicensed', generation: 'Windows Vista' }, BLACK],
    [
      'Server 2008 after 180 days and 30 of grace',
      { status: 'notification', generation: 'Windows Server 2008' },
      BLACK,
    ],
    ['Windows 7', { status: 'notification', generation: 'Windows 7' }, BLACK],
    ['Windows 11', { status: 'notification', generation: 'Windows 11' }, ['cornerMessage']],
    [
      'a lapsed machine in its 30 days',
      { status: 'outOfToleranceGrace', generation: 'Windows 10' },
      ['nothing'],
    ],
    [
      'Windows 11 with 20 days left and no renewal',
      { status: 'licensed', generation: 'Windows 11', endsAt: inDays(20), renewsItself: true },
      ['bannerBeforeEnd'],
    ],
    [
      'Windows 11 with 100 days left',
      { status: 'licensed', generation: 'Windows 11', endsAt: inDays(100), renewsItself: true },
      ['nothing'],
    ],
    [
      'Windows 7 with 20 days left',
      { status: 'licensed', generation: 'Windows 7', endsAt: inDays(20), renewsItself: true },
      ['nothing'],
    ],
    [
      'Office in the first days of grace',
      { status: 'initialGrace', generation: 'Office 2019', endsAt: inDays(20) },
      ['nothing'],
    ],
    [
      'Office from day 25 of its grace',
      { status: 'initialGrace', generation: 'Office 2019', endsAt: inDays(5) },
      ['noticeBeforeEnd'],
    ],
    ['Office after its grace', { status: 'notification', generation: 'Office 2019' }, ['redTitleBar']],
    [
      'an expired server evaluation',
      { status: 'notification', generation: 'Windows Server 2022', isEvaluation: true },
      ['cornerMessage', 'hourlyShutdown'],
    ],
  ])('%s', (_name, viewer, sights) => {
    expect(whatPersonSees(viewer, NOW).sights).toEqual(sights)
  })

  it('has words and a source for every status of every generation', () => {
    const generations = ['Windows Vista', 'Windows 7', 'Windows 10', 'Office 2016', undefined]
    for (const status of LICENSE_STATUS_ORDER) {
      for (const generation of generations) {
        const seen = whatPersonSees({ status, generation }, NOW)
        expect(saySights(seen)).toMatch(/^[A-Z].*\.$/)
        expect(seen.source).not.toBe('')
      }
    }
  })
})
