import type { Channel } from '@/lib/activation/observation'

/** A product of the sample fleet. Ids and last fives are the published ones, builds those of the release. */
export interface SampleProduct {
  name: string
  description: string
  channel: Channel
  /** absent where the products differ from machine to machine */
  activationId?: string
  partialKey?: string
  build: string
  /** threshold its requests carry */
  minimumCount: 25 | 5
}

const client = (edition: string, activationId: string, partialKey: string, build: string): SampleProduct => ({
  name: `Windows(R), ${edition} edition`,
  description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
  channel: 'KMS client',
  activationId,
  partialKey,
  build,
  minimumCount: 25,
})

const server = (edition: string, activationId: string, partialKey: string, build: string): SampleProduct => ({
  ...client(edition, activationId, partialKey, build),
  minimumCount: 5,
})

const office = (name: string, activationId: string, partialKey: string): SampleProduct => ({
  name,
  description: `${name.slice(0, 9)}, VOLUME_KMSCLIENT channel`,
  channel: 'KMS client',
  activationId,
  partialKey,
  build: '20348',
  minimumCount: 5,
})

const ENTERPRISE = ['Enterprise', '73111121-5638-40f6-bc11-f1d7b0d64300', '2YT43'] as const

export const WINDOWS_11 = client(...ENTERPRISE, '26100')
export const WINDOWS_11_OLDER = client(...ENTERPRISE, '22631')
export const WINDOWS_10 = client(...ENTERPRISE, '19045')
export const WINDOWS_11_EDUCATION = client(
  'Education',
  'e0c42288-980c-4788-a014-c080d2e1926e',
  'R8CM2',
  '26100',
)
export const WINDOWS_10_LTSC = client('EnterpriseS', '32d2fab3-e4a8-42c2-923b-4bf4fd13e6ee', 'XGYQD', '19044')
export const WINDOWS_7: SampleProduct = {
  ...client('Enterprise', 'ae2ee509-1b34-41c0-acb7-6d4650168915', 'FKGWM', '7601'),
  name: 'Windows(R) 7, Enterprise edition',
}

export const SERVERS: readonly (readonly [machines: number, product: SampleProduct])[] = [
  [22, server('ServerStandard', 'b3ca044e-a358-4d68-9883-aaa2941aca99', 'RGJGX', '9600')],
  [44, server('ServerStandard', '8c1c5410-9f39-4805-8c9d-63a07706358f', 'KHKQY', '14393')],
  [66, server('ServerStandard', 'de32eafd-aaee-4662-9444-c1befb41bde2', 'J464C', '17763')],
  [58, server('ServerStandard', '9bd77860-9b31-4b7b-96ad-2564017315bf', 'VMK7H', '20348')],
  [26, server('ServerDatacenter', 'ef6cfc9f-8c5d-44ac-9aad-de6a2ea0ae03', '6VM33', '20348')],
  [24, server('ServerStandard', '7dc26449-db21-4e09-ba37-28f2958506a6', 'MY832', '26100')],
]

export const OFFICE_2021 = office(
  'Office 21, Office21ProPlus2021VL_KMS_Client_AE edition',
  'fbdb3e18-a8ef-4fb3-9183-dffd60bd0984',
  'H8YRM',
)
export const OFFICE_2024 = office(
  'Office 24, Office24ProPlus2024VL_KMS_Client_AE edition',
  '8d368fc1-9470-4be2-8d66-90e836cbb051',
  'GCVGB',
)

export const MAK_CLIENT: SampleProduct = {
  name: 'Windows(R), Professional edition',
  description: 'Windows(R) Operating System, VOLUME_MAK channel',
  channel: 'MAK',
  partialKey: 'Q7F3D',
  build: '22631',
  minimumCount: 25,
}

export const OEM_CLIENT: SampleProduct = {
  name: 'Windows(R), Professional edition',
  description: 'Windows(R) Operating System, OEM_DM channel',
  channel: 'OEM',
  partialKey: '3V66T',
  build: '22631',
  minimumCount: 25,
}

export const EVALUATION_SERVER: SampleProduct = {
  name: 'Windows(R), ServerStandardEval edition',
  description: 'Windows(R) Operating System, TIMEBASED_EVAL channel',
  channel: 'Evaluation',
  partialKey: 'M7XTQ',
  build: '20348',
  minimumCount: 5,
}

export const HOST_KEY_WINDOWS: SampleProduct = {
  name: 'Windows(R), ServerStandard edition',
  description: 'Windows(R) Operating System, VOLUME_KMS_WS22 channel',
  channel: 'KMS host',
  partialKey: 'W4HJ9',
  build: '20348',
  minimumCount: 25,
}

export const HOST_KEY_OFFICE: SampleProduct = {
  name: 'Office 21, Office21KMSHost2021VL_KMS_Host edition',
  description: 'Office 21, VOLUME_KMS channel',
  channel: 'KMS host',
  activationId: '47f3b983-7c53-4d45-abc6-bcd91e2dd90a',
  partialKey: 'C6RTV',
  build: '20348',
  minimumCount: 5,
}
