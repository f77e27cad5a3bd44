import type { LicenseObservation } from '@/lib/activation/observation'
import { type Expectation, GIVEN_CLIENT, GIVEN_TIME } from './expectation.testing'

const office = (
  line: number,
  rest: Omit<LicenseObservation, 'kind' | 'observedAt' | 'client'>,
): [number, LicenseObservation] => [
  line,
  { kind: 'license', observedAt: GIVEN_TIME, client: GIVEN_CLIENT, ...rest },
]

export const ospp: Record<string, Expectation> = {
  // The ID is half masked, and the script host speaks Korean.
  'ospp-act-office14.txt': {
    format: 'ospp-text',
    observations: [
      office(7, {
        product: {
          name: 'Office 14, OfficeProPlus-KMS_Client edition',
          description: 'Office 14, VOLUME_KMSCLIENT channel',
          channel: 'KMS client',
          partialKey: 'B7CD2',
        },
        status: 'licensed',
      }),
    ],
  },
  'ospp-dstatus-variants.txt': {
    format: 'ospp-text',
    observations: [
      office(1, {
        product: {
          name: 'Office 21, Office16O365ProPlusR_Subscription1 edition',
          description: 'Office 21, RETAIL(Subscription) channel',
          channel: 'Subscription',
          partialKey: '2XQRT',
          managedPerUser: true,
        },
        status: 'licensed',
      }),
      office(6, {
        product: {
          name: 'Office 19, Office19HomeBusinessR_Retail edition',
          description: 'Office 19, RETAIL channel',
          channel: 'Retail',
          partialKey: '9V3BC',
        },
        status: 'licensed',
      }),
      office(11, {
        product: {
          name: 'Office 21, Office21ProPlus2021VL_KMS_Client edition',
          description: 'Office 21, VOLUME_KMSCLIENT channel',
          channel: 'KMS client',
          partialKey: '3C8WJ',
        },
        status: 'licensed',
      }),
      office(16, {
        product: {
          name: 'Office 16, Office16StandardVL_MAK edition',
          description: 'Office 16, RETAIL(MAK) channel',
          channel: 'MAK',
        },
        status: 'licensed',
      }),
      office(20, {
        product: {
          name: 'Office 15, OfficeProPlusVL_KMS_Client edition',
          description: 'Office 15, VOLUME_KMSCLIENT channel',
          channel: 'KMS client',
        },
        status: 'notification',
      }),
    ],
  },
  // 139 days is rounded down: the minutes count. BETA EXPIRATION of 1601 is none.
  'ospp-dstatus-kms-full.txt': {
    format: 'ospp-text',
    observations: [
      office(3, {
        product: {
          name: 'Office 21, Office21ProPlus2021VL_KMS_Client_AE edition',
          description: 'Office 21, VOLUME_KMSCLIENT channel',
          activationId: 'fbdb3e18-a8ef-4fb3-9183-dffd60bd0984',
          channel: 'KMS client',
          partialKey: '3C8WJ',
        },
        status: 'licensed',
        remainingMinutes: 200200,
        expiresAt: '2026-10-18T08:40:00.000Z',
        kms: {
          host: 'lic02.branch.example',
          port: 1688,
          foundBy: 'dns',
          activationIntervalMinutes: 120,
          renewalIntervalMinutes: 10080,
          hostCaching: true,
        },
        activatedBy: 'kms',
      }),
      office(17, {
        product: {
          name: 'Office 16, Office16VisioProVL_MAK edition',
          description: 'Office 16, RETAIL(MAK) channel',
          activationId: '00000000-0000-4000-8000-0000000000a1',
          channel: 'MAK',
          partialKey: 'PPGPP',
        },
        status: 'licensed',
      }),
      office(25, {
        product: {
          name: 'Office 16, Office16ProjectProVL_KMS_Client edition',
          description: 'Office 16, VOLUME_KMSCLIENT channel',
          activationId: '00000000-0000-4000-8000-0000000000a2',
          channel: 'KMS client',
          partialKey: 'T64BQ',
        },
        status: 'initialGrace',
        reason: '0x4004F00C',
        remainingMinutes: 15860,
        expiresAt: '2026-06-12T08:20:00.000Z',
        kms: { activationIntervalMinutes: 120, renewalIntervalMinutes: 10080, hostCaching: true },
      }),
    ],
  },
}
