import { AMBIGUOUS, type Expectation, GIVEN_CLIENT, GIVEN_TIME, WINDOWS } from './expectation.testing'

const NO_REQUESTS = {
  total: 0,
  failed: 0,
  unlicensed: 0,
  licensed: 0,
  initialGrace: 0,
  outOfToleranceGrace: 0,
  nonGenuineGrace: 0,
  notification: 0,
}

export const slmgrHosts: Record<string, Expectation> = {
  // A host key that was never activated: no count, no port.
  'host-dlv-never-used-count-minus1.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'kmsHost',
          observedAt: '2017-05-28T16:10:00.000Z',
          host: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), ServerStandard edition',
            description: 'Windows(R) Operating System, VOLUME_KMS_WS16 channel',
            activationId: '00000000-0000-4000-8000-000000000016',
            applicationId: WINDOWS,
            channel: 'KMS host',
            partialKey: 'TTKTT',
          },
          status: 'notification',
          reason: '0xC004F009',
          extendedPid: '03612-00206-490-222233-03-1033-14393.0000-0852017',
          installationId: '526593896872414105210008642112420583391870287409951879483667045',
        },
      ],
    ],
  },
  'host-dlv-office2010-kmshost.txt': {
    format: 'slmgr-text',
    observations: [
      [
        1,
        {
          kind: 'kmsHost',
          observedAt: GIVEN_TIME,
          host: GIVEN_CLIENT,
          product: {
            name: 'Microsoft Office 2010, KMSHost edition',
            description: 'Microsoft Office 2010 KMS, VOLUME_KMS channel',
            activationId: 'bfe7a195-4f8f-4f0b-a622-cf13c7d16864',
            channel: 'KMS host',
          },
          status: 'licensed',
          currentCount: 0,
          port: 1688,
          dnsPublishing: true,
          priority: 'normal',
        },
      ],
    ],
  },
  'host-dlv-office2016-kmshost.txt': {
    format: 'slmgr-text',
    observations: [
      [
        1,
        {
          kind: 'kmsHost',
          observedAt: '2016-11-24T08:47:22.000Z',
          host: GIVEN_CLIENT,
          product: {
            name: 'Office 16, OfficeKMSHostVL_KMS_Host edition',
            description: 'Office 16, VOLUME_KMS channel',
            activationId: '98ebfe73-2084-4c97-932c-c0cd1643bea7',
            applicationId: '0ff1ce16-a989-479d-af46-f275c6370663',
            channel: 'KMS host',
            partialKey: 'VB6TJ',
          },
          status: 'licensed',
          currentCount: 0,
          port: 1688,
          dnsPublishing: true,
          priority: 'normal',
          requests: NO_REQUESTS,
          extendedPid: '05426-00206-234-223384-03-1033-9200.0000-0992013',
          installationId: '353983003726160585252315428006850357428058132544212547',
        },
      ],
    ],
  },
  // Everything that tells who it is was masked by the person who posted it.
  'host-dlv-ws2012r2-win10-csvlk-masked.txt': {
    format: 'slmgr-text',
    observations: [
      [
        1,
        {
          kind: 'kmsHost',
          observedAt: '2021-09-13T05:38:44.000Z',
          host: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), ServerStandard edition',
            description: 'Windows(R) Operating System, VOLUME_KMS_2012-R2_WIN10 channel',
            channel: 'KMS host',
          },
          status: 'licensed',
          currentCount: 0,
          port: 1688,
          dnsPublishing: true,
          priority: 'normal',
          requests: NO_REQUESTS,
        },
      ],
    ],
  },
  'host-dlv-ws2019-kms-below-threshold-lowpri-nodns.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'kmsHost',
          observedAt: GIVEN_TIME,
          host: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), ServerStandard edition',
            description: 'Windows(R) Operating System, VOLUME_KMS_WS19 channel',
            activationId: '00000000-0000-4000-8000-000000000019',
            applicationId: WINDOWS,
            channel: 'KMS host',
            partialKey: 'YYPYY',
          },
          status: 'licensed',
          currentCount: 17,
          port: 1694,
          dnsPublishing: false,
          priority: 'low',
          requests: {
            total: 512,
            failed: 480,
            unlicensed: 0,
            licensed: 14,
            initialGrace: 390,
            outOfToleranceGrace: 9,
            nonGenuineGrace: 0,
            notification: 99,
          },
          extendedPid: '03612-00206-556-222430-03-1033-17763.0000-0912023',
          installationId: '830577666405467284673947965221130310901378978116158784388668691',
        },
      ],
    ],
    rejected: [[16, AMBIGUOUS]],
  },
  'host-dlv-ws2022-kms.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'kmsHost',
          observedAt: GIVEN_TIME,
          host: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), ServerDatacenter edition',
            description: 'Windows(R) Operating System, VOLUME_KMS_WS22 channel',
            activationId: '00000000-0000-4000-8000-000000000022',
            applicationId: WINDOWS,
            channel: 'KMS host',
            partialKey: 'RRTRR',
          },
          status: 'licensed',
          currentCount: 48,
          port: 1688,
          dnsPublishing: true,
          priority: 'normal',
          requests: {
            total: 60311,
            failed: 905,
            unlicensed: 0,
            licensed: 51022,
            initialGrace: 7100,
            outOfToleranceGrace: 33,
            nonGenuineGrace: 0,
            notification: 2156,
          },
          extendedPid: '03612-04309-556-222553-03-1033-20348.0000-2002022',
          installationId: '652485539851136883889609715640432144190576050744534058117029239',
        },
      ],
    ],
    rejected: [[16, AMBIGUOUS]],
  },
}
