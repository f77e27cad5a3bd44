import { srvName } from '../discovery/discovery'
import type { CauseKind } from './weight-table'

/** Where a command is run. */
export type Where = 'machine' | 'host'

/** What a person can look at, and what it shows under each cause; a cause that is not listed shows nothing there. */
export interface CauseCheck {
  where: Where
  command: (about: { zone: string; host: string }) => string
  shows: Partial<Record<CauseKind, string>>
}

/** In the order of what is quickest. */
export const CHECKS: readonly CauseCheck[] = [
  {
    where: 'machine',
    command: ({ zone }) => `nslookup -type=srv ${srvName(zone)}`,
    shows: {
      recordMissing: 'no host, there and on other machines',
      wrongSuffix: 'no host there, but hosts for the zone of other machines',
      ownNetwork: 'no host there, but hosts on other machines',
      hostDown: 'the hosts',
      firewall: 'the hosts',
      countLow: 'the hosts',
      sharedCmid: 'the hosts',
      keyTooOld: 'the hosts',
      clock: 'the hosts',
    },
  },
  {
    where: 'machine',
    command: ({ host }) => `Test-NetConnection ${host} -Port 1688`,
    shows: {
      hostDown: 'False, there and from every other site',
      firewall: 'False there, True from another site',
      ownNetwork: 'False there, True on a machine beside it',
      wrongHost: 'False',
      countLow: 'True',
      sharedCmid: 'True',
      keyTooOld: 'True',
      clock: 'True',
      rearmedImage: 'True',
      notAsking: 'True',
    },
  },
  {
    where: 'machine',
    command: () => 'sc.exe query sppsvc',
    shows: {
      serviceStopped: 'STOPPED',
      notAsking: 'RUNNING, or a start when it is needed',
      recordMissing: 'RUNNING',
      hostDown: 'RUNNING',
      ownNetwork: 'RUNNING',
      firewall: 'RUNNING',
    },
  },
  {
    where: 'machine',
    command: () => 'w32tm /query /status',
    shows: { clock: 'a time that is hours off', countLow: 'the right time', keyTooOld: 'the right time' },
  },
  {
    where: 'host',
    command: () => 'slmgr.vbs /dlv',
    shows: {
      countLow: 'a low count that rises with each new machine',
      sharedCmid: 'a low count that does not rise when more machines ask',
      keyTooOld: 'a key that is older than the product',
      hostDown: 'that the service does not run',
    },
  },
  {
    where: 'machine',
    command: () => 'slmgr.vbs /dlv',
    shows: {
      rearmedImage: 'a remaining rearm count of 0',
      notAsking: 'that rearms are left',
      sharedCmid: 'the CMID of another machine',
    },
  },
]
