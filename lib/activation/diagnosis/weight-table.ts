import type { SignKind } from './signs'

/** What may be wrong, each told apart from the others by the signs below. */
export type CauseKind =
  | 'hostDown'
  | 'recordMissing'
  | 'wrongSuffix'
  | 'ownNetwork'
  | 'firewall'
  | 'wrongHost'
  | 'countLow'
  | 'sharedCmid'
  | 'keyTooOld'
  | 'clock'
  | 'rearmedImage'
  | 'serviceStopped'
  | 'notAsking'
  | 'asCodeSays'

type Weights = Partial<Record<CauseKind, number>>

/** A host answered: it was found and reached. */
const WAS_REACHED: Weights = {
  hostDown: -4,
  recordMissing: -4,
  wrongSuffix: -4,
  ownNetwork: -4,
  firewall: -4,
  wrongHost: -4,
  notAsking: -4,
}
const NOT_REFUSED: Weights = { countLow: -3, sharedCmid: -3, keyTooOld: -3, clock: -2, notAsking: -4 }

/**
 * What each sign speaks for (above 0) and against. 6 settles the matter, 3 is strong, 1 is a hint. What a host answers
 * settles more than what the console sees: it looks from its own place, and later. Our own judgement, checked against fleets
 * with known faults (diagnose.properties.test.ts); the facts behind each row are in the reason tables and in
 * the KMS planning and troubleshooting guides (Microsoft, 11/2024 and 02/2026).
 */
export const WEIGHTS: Readonly<Record<SignKind, Weights>> = {
  toldNoRecord: {
    ...NOT_REFUSED,
    recordMissing: 3,
    wrongSuffix: 3,
    ownNetwork: 2,
    hostDown: -3,
    firewall: -3,
  },
  toldNoAnswer: {
    ...NOT_REFUSED,
    hostDown: 3,
    firewall: 3,
    wrongHost: 2,
    ownNetwork: 2,
    recordMissing: -4,
    wrongSuffix: -4,
  },
  toldNoHost: {
    ...NOT_REFUSED,
    hostDown: 2,
    firewall: 2,
    recordMissing: 2,
    wrongSuffix: 2,
    ownNetwork: 2,
    wrongHost: 2,
    clock: 0,
  },
  toldCountTooLow: { ...WAS_REACHED, countLow: 5, sharedCmid: 3, keyTooOld: -4, clock: -4 },
  toldKeyDoesNotServe: { ...WAS_REACHED, keyTooOld: 6, countLow: -2, sharedCmid: -2, clock: -2 },
  toldWrongClock: { ...WAS_REACHED, clock: 6, countLow: -2, sharedCmid: -2, keyTooOld: -2 },
  toldRearmsUsedUp: { rearmedImage: 5 },
  toldOther: { asCodeSays: 6 },
  toldNoRecordBefore: { recordMissing: 1, wrongSuffix: 1, ownNetwork: 1 },
  toldNoAnswerBefore: { hostDown: 1, firewall: 1, wrongHost: 1, ownNetwork: 1 },
  toldNoHostBefore: {
    hostDown: 1,
    firewall: 1,
    recordMissing: 1,
    wrongSuffix: 1,
    ownNetwork: 1,
    wrongHost: 1,
  },
  toldCountTooLowBefore: { countLow: 3, sharedCmid: 2 },
  toldKeyDoesNotServeBefore: { keyTooOld: 5 },
  toldWrongClockBefore: { clock: 4 },
  toldRearmsUsedUpBefore: { rearmedImage: 4 },
  toldOtherBefore: { asCodeSays: 2 },

  dnsNoRecord: { recordMissing: 3, wrongSuffix: 3, ownNetwork: -4, hostDown: -3, firewall: -3 },
  dnsNoAnswer: { ownNetwork: 1, recordMissing: 1 },
  dnsNames: { ownNetwork: 0.5, recordMissing: -5, wrongSuffix: -5, wrongHost: -3 },
  dnsNamesRetired: { wrongHost: 4, recordMissing: -3, wrongSuffix: -3 },
  isRegistered: { recordMissing: -6, wrongSuffix: -6 },
  isRegisteredRetired: { wrongHost: 5, hostDown: -2, recordMissing: -6, wrongSuffix: -6 },

  allShut: { hostDown: 4, firewall: -1, ownNetwork: -3 },
  someShut: { hostDown: 1 },
  answers: { hostDown: -4, firewall: 0.5, ownNetwork: 0.5 },
  othersServed: { hostDown: -4, firewall: 0.5, ownNetwork: 0.5, wrongHost: -2, recordMissing: -1 },
  othersStopped: { hostDown: 2, firewall: -1, ownNetwork: -2 },

  countBelow: { countLow: 2, sharedCmid: 1 },
  countEnough: { countLow: -3, sharedCmid: -3 },
  keyTooOld: { keyTooOld: 3 },
  keyServes: { keyTooOld: -4 },
  clockOff: { clock: 4 },
  clockRight: { clock: -6 },
  cmidShared: { sharedCmid: 4 },
  cmidOwn: { sharedCmid: -6 },

  zoneIll: { hostDown: 1, recordMissing: 1, ownNetwork: -3, clock: -1, keyTooOld: 0 },
  siteIll: { firewall: 1, ownNetwork: -2, clock: -1 },
  onlySiteIll: { firewall: 3, hostDown: -2, ownNetwork: -2, recordMissing: -2 },
  aloneInZone: { ownNetwork: 2, recordMissing: -3, hostDown: -3, firewall: -1 },
  aloneAtSite: { ownNetwork: 1, firewall: -3, hostDown: -2 },

  zoneWorked: { recordMissing: 2, wrongSuffix: -4 },
  zoneUnlisted: { wrongSuffix: 1, recordMissing: -1 },
  zoneNeverWorked: { wrongSuffix: 2, recordMissing: -1 },
  zoneLikely: { wrongSuffix: 2 },

  serviceStopped: { serviceStopped: 7, notAsking: -3 },
  collectNoName: { ownNetwork: 1, wrongSuffix: 0.5 },
  collectNoAnswer: { ownNetwork: 1, notAsking: 0.5 },
  collectIsOn: { ownNetwork: -1 },

  neverAsked: {
    notAsking: 3,
    rearmedImage: 1,
    hostDown: -2,
    recordMissing: -2,
    wrongSuffix: -2,
    ownNetwork: -3,
    firewall: -3,
    countLow: -2,
    keyTooOld: -1,
    clock: -1,
  },
  rearmsNone: { rearmedImage: 4 },
  startedAgain: { rearmedImage: 3, notAsking: 1 },
}

/** A cause whose signs weigh less than this is not worth a sentence. */
export const LEAST_WEIGHT = 2
/** From here on, and this far ahead of the next, the first cause is more than a guess. */
export const SURE_WEIGHT = 6
export const SURE_LEAD = 2
