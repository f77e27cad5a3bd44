import { type Expectation, GIVEN_CLIENT, GIVEN_TIME, KMS_CLIENT_TEXT, WINDOWS } from './expectation.testing'

const COLLECTED = {
  name: 'pc-2207.branch.example',
  domain: 'branch.example',
  isVirtual: false,
  cmid: '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349',
}

export const cimAndVamt: Record<string, Expectation> = {
  // Licensed with 1074066433 (0x4004F401): a store license, no reason. 4294967295 and 1601 are no values.
  'cim-win10-oemdm-de.txt': {
    format: 'cim-list',
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
            activationId: 'bd3762d7-270d-4760-8fb3-d829ca45278a',
            applicationId: WINDOWS,
            channel: 'OEM',
            partialKey: 'DTY8M',
          },
          status: 'licensed',
          installationId: '896509488990381385798173074447857878102349099934764837692000376',
        },
      ],
    ],
  },
  // /Date(1749040500000)/ is 2025-06-04T12:35:00Z. The rearm count of the service is that of Windows.
  'get-ciminstance-collector-json.txt': {
    format: 'cim-json',
    observations: [
      [
        6,
        {
          kind: 'license',
          observedAt: '2025-06-04T12:35:00.000Z',
          client: COLLECTED,
          product: {
            name: 'Windows(R), Enterprise edition',
            description: KMS_CLIENT_TEXT,
            activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
            applicationId: WINDOWS,
            channel: 'KMS client',
            partialKey: '8HM64',
          },
          status: 'licensed',
          remainingMinutes: 247107,
          expiresAt: '2025-11-23T03:02:00.000Z',
          kms: { host: 'lic02.branch.example', port: 1688, foundBy: 'dns', hostCaching: true },
          rearms: { windows: 1001 },
          activatedBy: 'kms',
        },
      ],
      [
        7,
        {
          kind: 'license',
          observedAt: '2025-06-04T12:35:00.000Z',
          client: COLLECTED,
          product: {
            name: 'Office 16, Office16ProPlusVL_KMS_Client edition',
            description: 'Office 16, VOLUME_KMSCLIENT channel',
            activationId: 'd450596f-894d-49e0-966a-fd39ed4c4c64',
            applicationId: '0ff1ce15-a989-479d-af46-f275c6370663',
            channel: 'KMS client',
            partialKey: 'HKB77',
          },
          status: 'licensed',
          remainingMinutes: 233001,
          expiresAt: '2025-11-13T07:56:00.000Z',
          kms: { hostCaching: true },
          activatedBy: 'kms',
        },
      ],
    ],
  },
  'parsed-json-mslicense-ws2012r2.txt': {
    format: 'cim-json',
    observations: [
      [
        2,
        {
          kind: 'license',
          observedAt: '2018-06-23T19:24:59.000Z',
          client: GIVEN_CLIENT,
          product: {
            activationId: 'ae9ee916-c5cb-4e4a-816b-7d06143f7426',
            applicationId: 'd63523ff-e60c-477f-ac0d-5a79ffe3c62e',
            channel: 'KMS client',
            partialKey: 'A9S8D',
          },
          status: 'licensed',
          remainingMinutes: 245190,
          expiresAt: '2018-12-11T01:54:59.000Z',
          kms: {
            host: 'kms.zone.example',
            port: 1688,
            foundBy: 'registered',
            hostAddress: '10.44.0.12',
            hostExtendedPid: '12345-67890-123-345678-78-9012-3456.0000-7890123',
            activationIntervalMinutes: 120,
            renewalIntervalMinutes: 10080,
            hostCaching: true,
          },
          rearms: { windows: 996, sku: 1001 },
          activatedBy: 'kms',
          extendedPid: '12345-67890-123-345678-78-9012-3456.0000-7890123',
          installationId: '456789012345678901234567890123456789012345678901234567890123456',
        },
      ],
    ],
  },
  'vamt-cil-full.cil': {
    format: 'vamt-xml',
    observations: [
      [
        9,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: { name: 'test-pc9.test.example', domain: 'test.example' },
          product: {
            name: 'Windows(R) 7, Enterprise edition',
            activationId: '9abf5984-9c16-46f2-ad1e-7fe15931a8dd',
            applicationId: WINDOWS,
            channel: 'MAK',
            partialKey: 'BBVBB',
          },
          status: 'initialGrace',
          reason: '0x4004F00C',
          remainingMinutes: 33120,
          expiresAt: '2026-06-24T08:00:00.000Z',
          extendedPid: '00392-00175-111-222444-03-1033-7601.0000-0152012',
          installationId: '345678901234567890123456789012345678901234567890123456',
        },
      ],
    ],
  },
}
