import type { KmsClientExchange, KmsRequestObservation, Observation } from '@/lib/activation/observation'
import { AMBIGUOUS, type Expectation, GIVEN_CLIENT, GIVEN_TIME } from './expectation.testing'

const WINDOWS_11_ENTERPRISE = '73111121-5638-40f6-bc11-f1d7b0d64300'
const CLIENT = {
  name: 'pc-2207.branch.example',
  cmid: '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349',
  isVirtual: false,
}
const HOST = { name: 'lic02.branch.example' }

const question = (
  line: number,
  at: string,
  rest: Pick<KmsClientExchange, 'hresult' | 'host' | 'status' | 'remainingMinutes'>,
): [number, KmsClientExchange] => [
  line,
  {
    kind: 'kmsClientExchange',
    step: 'request',
    at,
    client: CLIENT,
    activationId: WINDOWS_11_ENTERPRISE,
    minimumCount: 25,
    clientTime: `${at.slice(0, 16)}:00.000Z`,
    ...rest,
  },
]

const answer = (
  line: number,
  at: string,
  hresult: string,
  hostCount: number,
): [number, KmsClientExchange] => [
  line,
  {
    kind: 'kmsClientExchange',
    step: 'response',
    at,
    client: { name: CLIENT.name },
    hresult,
    hostCount,
    activationIntervalMinutes: 120,
    renewalIntervalMinutes: 10080,
    clientTime: `${at.slice(0, 16)}:00.000Z`,
  },
]

const request = (
  line: number,
  rest: Omit<KmsRequestObservation, 'kind' | 'host'>,
  host = HOST,
): [number, KmsRequestObservation] => [line, { kind: 'kmsRequest', host, ...rest }]

const FIRST_REQUEST: Omit<KmsRequestObservation, 'kind' | 'host'> = {
  at: '2025-04-08T08:12:44.000Z',
  client: CLIENT,
  hresult: '0x00000000',
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 247107,
  activationId: WINDOWS_11_ENTERPRISE,
  clientTime: '2025-04-08T08:12:00.000Z',
}

/** The client's clock is six hours behind. */
const LATE_CLOCK_REQUEST: Omit<KmsRequestObservation, 'kind' | 'host'> = {
  at: '2025-04-08T08:16:41.000Z',
  client: {
    name: 'pc-2999.branch.example',
    cmid: '99887766-5544-4332-8110-ffeeddccbbaa',
    isVirtual: false,
  },
  hresult: '0xC004F06C',
  minimumCount: 25,
  status: 'outOfToleranceGrace',
  remainingMinutes: 12000,
  activationId: WINDOWS_11_ENTERPRISE,
  clientTime: '2025-04-08T02:03:00.000Z',
}

/** Events of a log whose numbers the file tells, in its order. */
function numbered(
  source: { channel: string; computer: string },
  recordIds: readonly number[],
  observations: readonly [number, KmsClientExchange | KmsRequestObservation][],
): [number, Observation][] {
  return observations.map(([line, one], place) => [
    line,
    { ...one, event: { ...source, recordId: recordIds[place] ?? 0 } },
  ])
}

const OF_CLIENT = { channel: 'Application', computer: CLIENT.name }
const OF_HOST = { channel: 'Key Management Service', computer: HOST.name }

export const kmsEvents: Record<string, Expectation> = {
  'event-12288-12289-client-xml.xml': {
    format: 'kms-event-xml',
    observations: numbered(
      OF_CLIENT,
      [5001, 5002, 5010, 5011, 5020, 5021, 5022],
      [
        question(2, '2025-04-08T08:12:43.000Z', {
          hresult: '0x00000000',
          host: { name: 'lic02.branch.example', port: 1688 },
          status: 'licensed',
          remainingMinutes: 247107,
        }),
        answer(3, '2025-04-08T08:12:44.000Z', '0x00000000', 50),
        question(4, '2025-04-15T08:12:43.000Z', {
          hresult: '0x8007232B',
          status: 'licensed',
          remainingMinutes: 241908,
        }),
        question(5, '2025-04-15T10:12:43.000Z', {
          hresult: '0x800706BA',
          host: { name: 'lic02.branch.example', port: 1688 },
          status: 'licensed',
          remainingMinutes: 241788,
        }),
        question(6, '2025-04-15T12:12:43.000Z', {
          hresult: '0x00000000',
          host: { name: 'lic03.branch.example', port: 1688 },
          status: 'initialGrace',
          remainingMinutes: 43000,
        }),
        answer(7, '2025-04-15T12:12:44.000Z', '0xC004F038', 11),
        question(8, '2025-04-15T14:12:43.000Z', {
          hresult: '0xC004F042',
          host: { name: 'lic03.branch.example', port: 1688 },
          status: 'initialGrace',
          remainingMinutes: 42880,
        }),
      ],
    ),
  },
  // Lines 2 and 3 share one CMID: a cloned image. Line 5 is Office on the machine of line 2.
  'event-12290-host-xml-split.xml': {
    format: 'kms-event-xml',
    observations: numbered(
      OF_HOST,
      [88010, 88011, 88012, 88013, 88014, 88015],
      [
        request(2, FIRST_REQUEST),
        request(3, {
          at: '2025-04-08T08:12:59.000Z',
          client: { ...CLIENT, name: 'pc-2208.branch.example', isVirtual: true },
          hresult: '0x00000000',
          minimumCount: 25,
          status: 'initialGrace',
          remainingMinutes: 43020,
          activationId: WINDOWS_11_ENTERPRISE,
          clientTime: '2025-04-08T08:12:00.000Z',
        }),
        request(4, {
          at: '2025-04-08T08:13:30.000Z',
          client: {
            name: 'srv-db03.branch.example',
            cmid: '4e88f1c2-03b7-4d6a-b5f9-61c0a2e7d815',
            isVirtual: true,
          },
          hresult: '0x00000000',
          minimumCount: 5,
          status: 'notification',
          remainingMinutes: 0,
          activationId: '34e1ae55-27f8-4950-8877-7a03be5fb181',
          clientTime: '2025-04-08T08:13:00.000Z',
        }),
        request(5, {
          at: '2025-04-08T08:14:02.000Z',
          client: { ...CLIENT, cmid: 'b60c9e31-7f25-4818-92ad-c3e4d5f60718' },
          hresult: '0x00000000',
          minimumCount: 5,
          status: 'licensed',
          remainingMinutes: 259199,
          activationId: 'd450596f-894d-49e0-966a-fd39ed4c4c64',
          clientTime: '2025-04-08T08:13:00.000Z',
        }),
        request(6, {
          at: '2025-04-08T08:15:10.000Z',
          client: { name: 'bench-7', cmid: 'e7a5b3c1-2d4f-4601-8293-a4b5c6d7e8f9', isVirtual: true },
          hresult: '0xC004F042',
          minimumCount: 25,
          status: 'notification',
          remainingMinutes: 0,
          activationId: '32d2fab3-e4a8-42c2-923b-4bf4fd13e6ee',
          clientTime: '2025-04-08T08:15:00.000Z',
        }),
        request(7, LATE_CLOCK_REQUEST),
      ],
    ),
  },
  // 4/8/2025 could be 4 August; the client's own time in the message tells that it is 8 April.
  'event-12290-csv-export.csv': {
    format: 'kms-event-csv',
    observations: [request(2, FIRST_REQUEST, GIVEN_CLIENT), request(5, LATE_CLOCK_REQUEST, GIVEN_CLIENT)],
  },
  // From an article: dates and machine names are left out. Without a client name there is no request.
  'event-12288-12290-c004f06c.txt': {
    format: 'kms-event-text',
    observations: [
      [
        2,
        {
          kind: 'kmsClientExchange',
          step: 'request',
          at: '2010-09-29T17:52:00.000Z',
          client: { name: 'given-host', cmid: '5b0e61d4-8c37-4f92-a1de-70c2b4e95f16', isVirtual: false },
          hresult: '0xC004F06C',
          host: { port: 1688 },
          status: 'initialGrace',
          remainingMinutes: 33120,
          activationId: '68531fb9-5511-4989-97be-d11a0f55633f',
          minimumCount: 5,
          clientTime: '2010-09-29T17:52:00.000Z',
        },
      ],
    ],
    rejected: [
      [2, /no time of its own/],
      [18, /client name/],
    ],
  },
  'event-12293-dns-publish-failed.txt': {
    format: 'kms-event-text',
    observations: [
      [
        1,
        {
          kind: 'dnsPublishFailure',
          at: GIVEN_TIME,
          host: GIVEN_CLIENT,
          zone: 'fabrikam.example',
          hresult: '0x80072338',
        },
      ],
    ],
    rejected: [[1, /no time of its own/]],
  },
  'event-12308-adba-parsed-list.txt': {
    format: 'kms-event-list',
    observations: [
      [
        1,
        {
          kind: 'directoryActivation',
          at: GIVEN_TIME,
          client: { name: 'desk12.fabrikam.example' },
          hresult: '0x00000000',
          activationId: '73001100-0000-1111-2222-f1d7bf300300',
          activationObjectName: 'Windows Server 2016 RTM ServerDatacenter;ServerStandard Volume:CSVLK',
          activationObjectDn:
            'CN=br549-999-607319-0,CN=Activation Objects,CN=Microsoft SPP,CN=Services,CN=Configuration,DC=fabrikam,DC=example',
        },
      ],
    ],
    rejected: [[1, AMBIGUOUS]],
  },
  'event-12308-adba-success-masked.txt': {
    format: 'kms-event-text',
    observations: [
      [
        1,
        {
          kind: 'directoryActivation',
          at: GIVEN_TIME,
          client: GIVEN_CLIENT,
          hresult: '0x00000000',
          activationObjectName: 'Windows(R) Operating System, VOLUME_KMS_2012-R2_WIN10 channel',
        },
      ],
    ],
    rejected: [[1, /no time of its own/]],
  },
}

/** Events of the licensing service that say nothing the console records. */
const OTHER_EVENT = /12288 to 12294 or 12308/

export const otherEvents: Record<string, Expectation> = {
  'event-12321-token-based-failed.txt': {
    format: 'kms-event-text',
    observations: [],
    rejected: [[1, OTHER_EVENT]],
  },
  'event-8198-c004f074.txt': { format: 'kms-event-text', observations: [], rejected: [[1, OTHER_EVENT]] },
  'event-8198-getwinevent-list-80004005.txt': {
    format: 'kms-event-list',
    observations: [],
    rejected: [[1, OTHER_EVENT]],
  },
}

/** Texts without license data: refused as a whole, not misread. */
export const unrecognised: Record<string, Expectation> = Object.fromEntries(
  [
    'dns-nslookup-srv.txt',
    'event-1003-licensing-status-win7-eval.txt',
    'event-spp-noise-ids-win7.txt',
    'locale-labels.txt',
    'vnextdiag-list.txt',
  ].map((name) => [
    name,
    { format: undefined, observations: [], rejected: [[1, /No license data was recognised/]] },
  ]),
)
