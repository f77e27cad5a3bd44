import {
  AMBIGUOUS,
  type Expectation,
  GIVEN_CLIENT,
  GIVEN_TIME,
  KMS_CLIENT_TEXT,
  MAK_TEXT,
  RETAIL_TEXT,
  WINDOWS,
} from './expectation.testing'

export const slmgrDlv: Record<string, Expectation> = {
  // 7/7/2020 is the same day in either order.
  'client-dlv-win10-initial-grace.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: '2020-07-07T06:30:00.000Z',
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), EnterpriseS edition',
            description: KMS_CLIENT_TEXT,
            activationId: '32d2fab3-e4a8-42c2-923b-4bf4fd13e6ee',
            applicationId: WINDOWS,
            channel: 'KMS client',
            partialKey: 'F27PX',
          },
          status: 'initialGrace',
          remainingMinutes: 40321,
          expiresAt: '2020-08-04T06:31:00.000Z',
          rearms: { windows: 1001, sku: 1001 },
          extendedPid: '03612-03262-000-000000-03-1033-17763.0000-2202019',
          installationId: '528922400929612912049370609190087853980433909185032233503517275',
        },
      ],
    ],
  },
  'client-dlv-win10-mak-licensed.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: '2025-03-17T14:40:12.000Z',
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), Enterprise edition',
            description: MAK_TEXT,
            activationId: '4b571328-4200-4d50-bb43-9a4b0ea80ff4',
            applicationId: WINDOWS,
            channel: 'MAK',
            partialKey: 'DDHDD',
          },
          status: 'licensed',
          rearms: { windows: 1001, sku: 1001 },
          extendedPid: '03612-03305-033-222734-03-1033-19045.0000-1322023',
          installationId: '083571365471960230036778096537304293841807461887527694904391278',
        },
      ],
    ],
  },
  'client-dlv-win10-mak-notification-hwchange.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), Enterprise edition',
            description: MAK_TEXT,
            activationId: '4b571328-4200-4d50-bb43-9a4b0ea80ff4',
            applicationId: WINDOWS,
            channel: 'MAK',
            partialKey: 'DDHDD',
          },
          status: 'notification',
          reason: '0xC004F00F',
          rearms: { windows: 1001, sku: 1001 },
          extendedPid: '03612-03305-033-222734-03-1033-19045.0000-1322023',
          installationId: '083571365471960230036778096537304293841807461887527694904391278',
        },
      ],
    ],
    rejected: [[17, AMBIGUOUS]],
  },
  'client-dlv-win10-nongenuine-notification.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), Professional edition',
            description: RETAIL_TEXT,
            activationId: '4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c',
            applicationId: WINDOWS,
            channel: 'Retail',
            partialKey: 'CCJCC',
          },
          status: 'notification',
          reason: '0xC004F200',
          rearms: { windows: 1001, sku: 1001 },
          extendedPid: '00331-10000-00001-AA000-02-1033-18362.0000-2002019',
          installationId: '866636157254657405245134499308570659037548449720112680378883936',
        },
      ],
    ],
    rejected: [[17, AMBIGUOUS]],
  },
  'client-dlv-win11-24h2-kms-licensed-skms-and-domain.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: { name: 'given-host', cmid: '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349' },
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
          expiresAt: '2026-11-19T22:27:00.000Z',
          kms: {
            host: 'lic02.branch.example',
            port: 1688,
            foundBy: 'registered',
            hostAddress: '10.61.2.8',
            hostExtendedPid: '03612-04309-556-222553-03-1033-20348.0000-2002022',
            activationIntervalMinutes: 120,
            renewalIntervalMinutes: 10080,
            hostCaching: true,
          },
          rearms: { windows: 1001, sku: 1001 },
          activatedBy: 'kms',
          extendedPid: '03612-03294-000-000000-03-1033-26100.0000-0522025',
          installationId: '646508272290493900272155375565498357148542366850794847798196396',
        },
      ],
    ],
    rejected: [[15, AMBIGUOUS]],
  },
  'client-dlv-win11-24h2-notification-c004f056.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: '2025-01-27T10:12:50.000Z',
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), Professional edition',
            description: KMS_CLIENT_TEXT,
            activationId: '2de67392-b7a7-462a-b1ca-108dd189f588',
            applicationId: WINDOWS,
            channel: 'KMS client',
            partialKey: 'B94CV',
          },
          status: 'notification',
          reason: '0xC004F056',
          rearms: { windows: 1001, sku: 1001 },
          extendedPid: '03612-03308-000-000000-03-1033-26100.0000-0132025',
          installationId: '867836022402776903020048997703376358969182376361392811087503887',
        },
      ],
    ],
  },
  // The text has an installation ID of 60 digits, which is kept as it stands.
  'client-dlv-win11-retail-licensed.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: '2026-04-22T19:05:41.000Z',
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), Professional edition',
            description: RETAIL_TEXT,
            activationId: '4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c',
            applicationId: WINDOWS,
            channel: 'Retail',
            partialKey: '4W77Y',
          },
          status: 'licensed',
          rearms: { windows: 1000, sku: 1000 },
          extendedPid: '03612-03308-000-000000-00-1033-26100.0000-3102025',
          installationId: '947468997750857414905668003077649464996533600603755772794975',
        },
      ],
    ],
  },
  'client-dlv-win81-oot-grace.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), Enterprise edition',
            description: KMS_CLIENT_TEXT,
            activationId: '81671aaf-79d1-4eb1-b004-8cbbe173afea',
            applicationId: WINDOWS,
            channel: 'KMS client',
            partialKey: 'PDDY3',
          },
          status: 'outOfToleranceGrace',
          remainingMinutes: 21605,
          expiresAt: '2026-06-16T08:05:00.000Z',
          rearms: { windows: 1000, sku: 1001 },
          extendedPid: '06401-02653-000-000000-03-1033-9600.0000-0212014',
          installationId: '510191655324238771348439380353411632381870771265276384615462809',
        },
      ],
    ],
    rejected: [[15, AMBIGUOUS]],
  },
  // Activated by the directory: the PID and ID below belong to the activation object.
  'client-dlv-ws2019-adba.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: '2023-08-30T00:05:00.000Z',
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), ServerDatacenter edition',
            description: KMS_CLIENT_TEXT,
            activationId: '34e1ae55-27f8-4950-8877-7a03be5fb181',
            applicationId: WINDOWS,
            channel: 'KMS client',
            partialKey: '72KRB',
          },
          status: 'licensed',
          remainingMinutes: 222222,
          expiresAt: '2024-01-31T07:47:00.000Z',
          rearms: { windows: 1001, sku: 1001 },
          activatedBy: 'directory',
          extendedPid: '03612-04301-000-000000-03-1033-17763.0000-1512023',
          installationId: '919800937183013456386823806888682467493292832991855330916262766',
        },
      ],
    ],
  },
  'client-dlv-ws2025-eval.txt': {
    format: 'slmgr-text',
    observations: [
      [
        2,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), ServerDatacenterEval edition',
            description: 'Windows(R) Operating System, TIMEBASED_EVAL channel',
            activationId: '96794a98-097f-42fe-8f28-2c38ea115229',
            applicationId: WINDOWS,
            channel: 'Evaluation',
            partialKey: 'R3D84',
          },
          status: 'licensed',
          remainingMinutes: 100805,
          expiresAt: '2026-08-10T08:05:00.000Z',
          rearms: { windows: 1, sku: 1 },
          extendedPid: '03612-04921-000-222223-00-1033-26100.0000-2062025',
          installationId: '366588323618386237998157419675089060177128414617879627687452937',
        },
      ],
    ],
  },
  'es-dlv-win10-mak.txt': {
    format: 'slmgr-text',
    observations: [
      [
        3,
        {
          kind: 'license',
          observedAt: GIVEN_TIME,
          client: GIVEN_CLIENT,
          product: {
            name: 'Windows(R), Enterprise edition',
            description: MAK_TEXT,
            activationId: '4b571328-4200-4d50-bb43-9a4b0ea80ff4',
            applicationId: WINDOWS,
            channel: 'MAK',
            partialKey: 'DDHDD',
          },
          status: 'licensed',
          rearms: { windows: 1001, sku: 1001 },
          extendedPid: '03612-03305-033-222999-03-3082-19045.0000-1322023',
          installationId: '337416273541165504983320144563399846502874335067741153349986650',
        },
      ],
    ],
    rejected: [[16, AMBIGUOUS]],
  },
}
