import { type Expectation, GIVEN_CLIENT, GIVEN_TIME, KMS_CLIENT_TEXT } from './expectation.testing'

export const slmgrDli: Record<string, Expectation> = {
  'client-dli-eval-server.txt': {
    format: 'slmgr-text',
    observations: [
      [
        1,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), ServerDatacenterEval edition',
            description: 'Windows(R) Operating System, TIMEBASED_EVAL channel',
            channel: 'Evaluation',
            partialKey: 'K7R4T',
          },
          status: 'licensed',
          remainingMinutes: 188640,
          expiresAt: '2026-10-10T08:00:00.000Z',
        },
      ],
    ],
  },
  'client-dli-vista-rfm-unlicensed.txt': {
    format: 'slmgr-text',
    observations: [
      [
        2,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(TM) Vista, Enterprise edition',
            description: 'Windows Operating System - Vista, VOLUME_KMSCLIENT channel',
            channel: 'KMS client',
            partialKey: '3DXQV',
          },
          status: 'unlicensed',
        },
      ],
    ],
  },
  'client-dli-win10-oemdm.txt': {
    format: 'slmgr-text',
    observations: [
      [
        1,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), Professional edition',
            description: 'Windows(R) Operating System, OEM_DM channel',
            channel: 'OEM',
            partialKey: 'G48QW',
          },
          status: 'licensed',
        },
      ],
    ],
  },
  'client-dli-win7-eval-grace.txt': {
    format: 'slmgr-text',
    observations: [
      [
        1,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R) 7, Enterprise edition',
            description: 'Windows Operating System - Windows(R) 7, TIMEBASED_EVAL channel',
            channel: 'Evaluation',
            partialKey: 'M2PVR',
          },
          status: 'initialGrace',
          remainingMinutes: 7215,
          expiresAt: '2026-06-06T08:15:00.000Z',
        },
      ],
    ],
  },
  'client-dli-win7-kms.txt': {
    format: 'slmgr-text',
    observations: [
      [
        2,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: { name: 'given-host', cmid: 'd1f0a9c8-4b3e-4c27-8d65-90e1f2a3b4c5' },
          product: {
            name: 'Windows(R) 7, Enterprise edition',
            description: 'Windows Operating System - Windows(R) 7, VOLUME_KMSCLIENT channel',
            channel: 'KMS client',
            partialKey: 'WQ8KK',
          },
          status: 'licensed',
          remainingMinutes: 150333,
          expiresAt: '2026-09-13T17:33:00.000Z',
          kms: {
            host: 'lic01.branch.example',
            port: 1688,
            foundBy: 'dns',
            hostExtendedPid: '55041-00168-305-222633-03-1033-7600.0000-1762010',
            activationIntervalMinutes: 120,
            renewalIntervalMinutes: 10080,
            hostCaching: true,
          },
          activatedBy: 'kms',
        },
      ],
    ],
  },
  'client-dli-ws2012r2-kms.txt': {
    format: 'slmgr-text',
    observations: [
      [
        1,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: { name: 'given-host', cmid: '3c51a0d7-6e42-4b19-8f0e-2d9a7c4410b8' },
          product: {
            name: 'Windows(R), ServerStandard edition',
            description: KMS_CLIENT_TEXT,
            channel: 'KMS client',
            partialKey: 'QX7HV',
          },
          status: 'licensed',
          remainingMinutes: 201604,
          expiresAt: '2026-10-19T08:04:00.000Z',
          kms: {
            host: 'kms7.site.example',
            port: 1688,
            foundBy: 'dns',
            hostAddress: '10.9.8.7',
            hostExtendedPid: '06401-00206-477-522134-03-1031-9600.0000-1512016',
            activationIntervalMinutes: 120,
            renewalIntervalMinutes: 10080,
            hostCaching: true,
          },
          activatedBy: 'kms',
        },
      ],
    ],
  },
  'cloud-provider-kms-block.txt': {
    format: 'slmgr-text',
    observations: [
      [
        1,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: { channel: 'KMS client' },
          status: 'licensed',
          remainingMinutes: 257760,
          expiresAt: '2026-11-27T08:00:00.000Z',
          kms: { host: 'kms.cloud.example', port: 1688, foundBy: 'registered' },
          activatedBy: 'kms',
        },
      ],
    ],
  },
}
