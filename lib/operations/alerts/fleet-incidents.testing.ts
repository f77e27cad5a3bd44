/** What befalls hosts, machines, DNS and sources in the simulated year. */
import { registerHost } from '../kms-hosts/register-host'
import {
  ADMIN,
  fqdn,
  hostReading,
  type Incident,
  must,
  reading,
  request,
  type World,
} from './alert-year.testing'
import { addMaintenance } from './maintenance'

const shut = (host: string) => async (world: World, now: Date) => {
  world.doors.set(host, false)
  await world.check(now)
}
const open = (host: string) => async (world: World, now: Date) => {
  world.doors.set(host, true)
  await world.check(now)
}
const reads =
  (machines: readonly string[], more: Parameters<typeof reading>[2] = {}) =>
  (world: World, now: Date) =>
    world.post(now, ...machines.map((machine) => reading(machine, now, more)))

const minutesBefore = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000)
const machines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, place) => `pc-${from + place}`)

export const FLEET_INCIDENTS: readonly Incident[] = [
  {
    what: 'a host is down for a morning: two checks in a row',
    happens: {
      '2025-12-09T09': shut('kms02'),
      '2025-12-09T10': shut('kms02'),
      '2025-12-09T13': open('kms02'),
    },
    alerts: [
      'A1 kms02.corp.example: critical, 2025-12-09T10 to 2025-12-09T13 cleared',
      'A24 kms02.corp.example in corp.example: warn, 2025-12-09T09 to 2025-12-09T13 cleared, suppressed',
    ],
  },
  {
    what: 'a clock goes wrong, then more wrong',
    happens: {
      '2025-12-10T05': (world) => world.away(/^pc-110$/, '2025-12-10T00', '2025-12-14T00'),
      '2025-12-10T09': (world, now) =>
        world.post(
          now,
          request('kms01', 'pc-110', now, { clientTime: minutesBefore(now, 70).toISOString() }),
        ),
      '2025-12-11T09': (world, now) =>
        world.post(
          now,
          request('kms01', 'pc-110', now, { clientTime: minutesBefore(now, 200).toISOString() }),
        ),
      '2025-12-12T09': (world, now) => world.post(now, request('kms01', 'pc-110', now)),
    },
    alerts: ['A11 pc-110.corp.example: error, 2025-12-10T09 to 2025-12-12T09 cleared, worsened'],
  },
  {
    what: 'a machine shows notifications for an afternoon',
    happens: {
      '2025-12-11T10': (world) => world.away(/^pc-120$/, '2025-12-11T00', '2025-12-12T00'),
      '2025-12-11T12': reads(['pc-120'], {
        status: 'notification',
        reason: '0xC004F056',
        remainingMinutes: 0,
      }),
      '2025-12-11T15': reads(['pc-120']),
    },
    alerts: ['A19 pc-120.corp.example: error, 2025-12-11T12 to 2025-12-11T15 cleared'],
  },
  {
    what: 'a record is gone from DNS for some hours',
    happens: {
      '2025-12-16T08': (world, now) => {
        world.unpublished.add('kms01')
        return world.check(now)
      },
      '2025-12-16T16': (world, now) => {
        world.unpublished.delete('kms01')
        return world.check(now)
      },
    },
    alerts: ['A4 kms01.corp.example in corp.example: error, 2025-12-16T08 to 2025-12-16T16 cleared'],
  },
  {
    what: 'a door opens and shuts three times: one alert, which closes after a calm day',
    happens: {
      '2025-12-18T08': shut('kms01'),
      '2025-12-18T09': shut('kms01'),
      '2025-12-18T10': open('kms01'),
      '2025-12-18T11': shut('kms01'),
      '2025-12-18T12': shut('kms01'),
      '2025-12-18T13': open('kms01'),
      '2025-12-18T14': shut('kms01'),
      '2025-12-18T15': shut('kms01'),
      '2025-12-18T16': open('kms01'),
    },
    alerts: [
      'A1 kms01.corp.example: critical, 2025-12-18T09 to 2025-12-19T16 cleared, closed reopened closed reopened',
      'A24 kms01.corp.example in corp.example: warn, 2025-12-18T08 to 2025-12-19T16 cleared, suppressed closed reopened suppressed closed reopened suppressed',
    ],
  },
  {
    what: 'the console itself is down for days: nobody is silent because of that, and its backup is old',
    happens: {
      '2025-12-21T20': (world) => world.goDown(),
      '2025-12-25T20': (world, now) => world.comeUp(now),
    },
    alerts: ['A35 Backup: error, 2025-12-25T20 to 2025-12-26T06 cleared'],
  },
  {
    what: 'a laptop is away: renewals fail, grace ends, nothing is heard, it comes back',
    happens: { '2025-12-09T00': (world) => world.away(/^pc-205$/, '2025-12-09T00', '2026-08-03T00') },
    // Last renewed on Monday 8 December at 21:00. Its host goes on three weeks later at 01:12, which arrives at 6. In April the
    // host does not start, which silences it for four hours.
    alerts: [
      'A16 pc-205.corp.example: error, 2025-12-30T06 to 2026-06-30T00 superseded, suppressed released worsened',
      'A18 pc-205.corp.example: warn, 2026-06-30T00 to 2026-07-06T21 superseded',
      'A20 pc-205.corp.example: info, 2026-07-06T21 to 2026-08-04T06 cleared',
    ],
  },
  {
    what: 'the count of a small host falls below its need',
    happens: {
      '2026-01-19T09': async (world, now) => {
        must(await registerHost.run(ADMIN, { name: fqdn('kms03') }, { now }))
        world.doors.set('kms03', true)
        await world.check(now)
        await world.post(now, hostReading('kms03', now, { currentCount: 40 }))
      },
      '2026-01-26T09': (world, now) => world.post(now, hostReading('kms03', now, { currentCount: 28 })),
      '2026-02-02T09': (world, now) => world.post(now, hostReading('kms03', now, { currentCount: 24 })),
      '2026-02-09T09': (world, now) => world.post(now, hostReading('kms03', now, { currentCount: 33 })),
      '2026-02-16T09': (world, now) => world.post(now, hostReading('kms03', now, { currentCount: 35 })),
    },
    alerts: ['A5 kms03.corp.example: error, 2026-01-26T09 to 2026-02-16T09 cleared, worsened'],
  },
  {
    what: 'a wave: twelve machines fall out of license at once',
    happens: {
      '2026-03-03T05': (world) => world.away(/^pc-1(0\d|1[0-2])$/, '2026-03-03T00', '2026-03-03T15'),
      '2026-03-03T10': reads(machines(101, 112), {
        status: 'notification',
        reason: '0xC004F056',
        remainingMinutes: 0,
      }),
      '2026-03-03T14': reads(machines(101, 112)),
    },
    alerts: [
      ...machines(101, 112).map(
        (machine) => `A19 ${fqdn(machine)}: error, 2026-03-03T10 to 2026-03-03T14 cleared`,
      ),
      'A19 The fleet: error, 2026-03-03T10 to 2026-03-03T14 cleared',
      'A17 The fleet: error, 2026-03-03T10 to 2026-03-04T10 cleared',
    ],
  },
  {
    what: 'a host key is replaced: unlicensed until the new one is activated',
    happens: {
      '2026-03-24T10': (world, now) =>
        world.post(now, hostReading('kms01', now, { currentCount: 40, isLicensed: false })),
      '2026-03-24T15': (world, now) => world.post(now, hostReading('kms01', now, { currentCount: 40 })),
    },
    alerts: ['A7 kms01.corp.example: critical, 2026-03-24T10 to 2026-03-24T15 cleared'],
  },
  {
    what: 'the service of a host does not start',
    happens: {
      '2026-04-21T06': (world) => world.away(/^kms02$/, '2026-04-21T08', '2026-04-21T13'),
      '2026-04-21T09': (world, now) =>
        world.post(now, {
          ...{ kind: 'kmsService', at: minutesBefore(now, 30).toISOString(), what: 'startFailed' },
          ...{ host: { name: fqdn('kms02') }, hresult: '0xC004F015' },
        }),
      '2026-04-21T13': (world, now) => world.post(now, request('kms02', 'pc-201', minutesBefore(now, 10))),
    },
    alerts: ['A2 kms02.corp.example: critical, 2026-04-21T09 to 2026-04-21T13 cleared'],
  },
  {
    what: 'a source falls silent for a week',
    happens: {
      '2026-05-04T05': (world) => {
        world.isBranchHeard = false
      },
      '2026-05-11T05': (world) => {
        world.isBranchHeard = true
      },
    },
    // Two days after the last of Sunday morning, and more.
    alerts: ['A28 branch: warn, 2026-05-05T07 to 2026-05-11T06 cleared'],
  },
  {
    what: 'the renewal timer of a host fails',
    happens: {
      '2026-05-12T06': (world) => world.away(/^kms01$/, '2026-05-12T08', '2026-05-12T13'),
      '2026-05-12T09': (world, now) =>
        world.post(now, {
          ...{ kind: 'kmsService', at: minutesBefore(now, 30).toISOString(), what: 'renewalTimerFailed' },
          ...{ host: { name: fqdn('kms01') }, hresult: '0x80070005' },
        }),
      '2026-05-12T13': (world, now) => world.post(now, request('kms01', 'pc-101', minutesBefore(now, 10))),
    },
    alerts: ['A3 kms01.corp.example: error, 2026-05-12T09 to 2026-05-12T13 cleared'],
  },
  {
    what: 'a host cannot publish itself, and says later that it could',
    happens: {
      '2026-06-30T09': (world, now) =>
        world.post(now, {
          ...{ kind: 'dnsPublishFailure', at: minutesBefore(now, 30).toISOString(), zone: 'corp.example' },
          ...{ host: { name: fqdn('kms01') }, hresult: '0x80072338' },
        }),
      '2026-06-30T15': (world, now) =>
        world.post(now, {
          ...{ kind: 'kmsService', at: minutesBefore(now, 30).toISOString(), what: 'published' },
          ...{ host: { name: fqdn('kms01') }, zone: 'corp.example', hresult: '0x00000000' },
        }),
    },
    alerts: ['A4 kms01.corp.example in corp.example: error, 2026-06-30T09 to 2026-06-30T15 cleared'],
  },
  {
    what: 'a host refuses half of its requests for an hour',
    happens: {
      '2026-07-21T10': (world, now) =>
        world.post(
          now,
          ...machines(121, 126).map((machine) =>
            request('kms01', machine, minutesBefore(now, 10), { hresult: '0xC004F038' }),
          ),
        ),
    },
    alerts: ['A9 kms01.corp.example: warn, 2026-07-21T10 to 2026-07-22T10 cleared'],
  },
  {
    what: 'the key of a host does not serve two machines until it is replaced',
    happens: {
      '2026-08-11T06': (world) => world.away(/^pc-11[89]$/, '2026-08-11T00', '2026-08-15T00'),
      '2026-08-11T09': (world, now) =>
        world.post(
          now,
          ...machines(118, 119).map((machine) =>
            request('kms01', machine, now, { hresult: '0xC004F042', clientTime: now.toISOString() }),
          ),
        ),
      '2026-08-13T09': (world, now) =>
        world.post(now, ...machines(118, 119).map((machine) => request('kms01', machine, now))),
    },
    alerts: ['A10 kms01.corp.example: error, 2026-08-11T09 to 2026-08-13T09 cleared'],
  },
  {
    what: 'two machines use a host that nobody knows',
    happens: {
      '2026-08-25T06': (world) => world.away(/^pc-13[01]$/, '2026-08-25T00', '2026-08-29T00'),
      '2026-08-25T09': reads(machines(130, 131), { kms: { host: 'kms.stranger.example' } }),
      '2026-08-28T09': reads(machines(130, 131)),
    },
    alerts: ['A13 kms.stranger.example: error, 2026-08-25T09 to 2026-08-28T09 cleared'],
  },
  {
    what: 'three machines have one CMID until they are rearmed',
    happens: {
      '2026-09-08T06': (world) => world.away(/^pc-13[3-5]$/, '2026-09-08T00', '2026-09-12T00'),
      '2026-09-08T09': (world, now) =>
        world.post(
          now,
          ...machines(133, 135).map((machine, place) =>
            request('kms01', machine, minutesBefore(now, 30 - 10 * place), {
              cmid: '0c0c0c0c-0000-4000-8000-000000000001',
            }),
          ),
        ),
      '2026-09-10T09': (world, now) =>
        world.post(now, ...machines(133, 135).map((machine) => request('kms01', machine, now))),
    },
    alerts: ['A12 0c0c0c0c-0000-4000-8000-000000000001: warn, 2026-09-08T09 to 2026-09-10T09 cleared'],
  },
  {
    what: 'a host is down for days: what follows from it is silenced',
    happens: {
      '2026-10-27T05': (world) => world.away(/^kms02$/, '2026-10-27T04', '2026-10-30T12'),
      '2026-10-27T06': (world) => {
        world.doors.set('kms02', false)
      },
      '2026-10-27T07': shut('kms02'),
      '2026-10-27T08': shut('kms02'),
      '2026-10-30T12': open('kms02'),
    },
    alerts: [
      'A1 kms02.corp.example: critical, 2026-10-27T08 to 2026-10-30T12 cleared',
      'A24 kms02.corp.example in corp.example: warn, 2026-10-27T07 to 2026-10-30T12 cleared, suppressed',
      // The last request was on Tuesday at 1:12; the next, on Friday at 13:12, arrives at 18.
      'A8 kms02.corp.example: error, 2026-10-28T02 to 2026-10-30T18 cleared, suppressed worsened released',
    ],
  },
  {
    what: 'a host is down in a maintenance window, and is still when it ends',
    happens: {
      '2026-11-10T08': async (_, now) => {
        const window = { scope: 'host', target: fqdn('kms01'), until: '2026-11-10T12:00:00Z' } as const
        must(await addMaintenance.run(ADMIN, { ...window, reason: 'Updates' }, { now }))
      },
      '2026-11-10T09': shut('kms01'),
      '2026-11-10T10': shut('kms01'),
      '2026-11-10T13': open('kms01'),
    },
    alerts: [
      'A1 kms01.corp.example: critical, 2026-11-10T10 to 2026-11-10T13 cleared, muted unmuted',
      'A24 kms01.corp.example in corp.example: warn, 2026-11-10T09 to 2026-11-10T13 cleared, muted unmuted suppressed',
    ],
  },
]
