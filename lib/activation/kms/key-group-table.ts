import type { RuleBasis } from '../license/grace-table'
import type { OwnMark } from '../reference/own-mark'

/** KMS host keys (CSVLK) by what they may activate, cheapest first. */

export type WindowsKeyGroupId =
  | 'vista'
  | 'server-2008-a'
  | 'server-2008-b'
  | 'server-2008-c'
  | 'windows-7'
  | 'server-2008-r2-a'
  | 'server-2008-r2-b'
  | 'server-2008-r2-c'
  | 'windows-8.1'
  | 'server-2012'
  | 'server-2012-r2'
  | 'windows-10'
  | 'server-2012-r2-windows-10'
  | 'server-2016'
  | 'server-2019'
  | 'server-2022'
  | 'server-2025'

export type OfficeKeyGroupId =
  | 'office-2010'
  | 'office-2013'
  | 'office-2016'
  | 'office-2019'
  | 'office-ltsc-2021'
  | 'office-ltsc-2024'

/** One that an admin added to the reference. */
export type OwnKeyGroupId = `own-${string}`

export type KeyGroupId = WindowsKeyGroupId | OfficeKeyGroupId | OwnKeyGroupId

/** Groups of server editions in 2008 and 2008 R2; C holds B, B holds A. */
export type EditionGroup = 'A' | 'B' | 'C'

interface Sourced {
  basis: RuleBasis
  source: string
  /** YYYY-MM */
  date: string
  /** Set where the row is ours and not the seed's. */
  own?: OwnMark
}

export interface WindowsKeyGroup extends Sourced {
  id: WindowsKeyGroupId | OwnKeyGroupId
  label: string
  application: 'windows'
  /** The newest client generation it serves; it serves every older one down to Vista. */
  clientsUpTo: string
  /** The newest server generation, likewise down to Server 2008; absent for a client-only key. */
  serversUpTo?: string
  /** The highest edition group of 2008 and 2008 R2 it serves; absent: all editions. */
  editionGroup?: EditionGroup
  /** Platforms it can be installed on. */
  installsOn: readonly string[]
  /** What host-update rows call it, where an older platform needs an update first. */
  updateTarget?: string
  /** In the description of the host's product. */
  descriptionChannel?: string
}

export interface OfficeKeyGroup extends Sourced {
  id: OfficeKeyGroupId | OwnKeyGroupId
  label: string
  application: 'office'
  /** The one Office version it serves. */
  serves: string
  /** The oldest platforms it can be installed on; absent where the pages no longer say. */
  installsFrom?: { server: string; client: string }
  /** Older platforms it can be installed on as well, past a gap. */
  alsoOn?: readonly string[]
}

export type KeyGroup = WindowsKeyGroup | OfficeKeyGroup

const GUIDE = {
  basis: 'documented',
  source: 'KMS planning guide and “Create a KMS host” (Microsoft)',
  date: '2024-11',
} as const
const ARTICLE = {
  basis: 'documented',
  source: 'Volume Activation 2.0 article; Volume Activation technical reference (Microsoft)',
  date: '2008-03',
} as const
/** What Microsoft said while Windows 7 was new. */
const GUIDE_OF_WINDOWS_7 = {
  basis: 'documented',
  source: '“Determining product key needs”, volume activation planning guide of Windows 7 (Microsoft)',
  date: '2009-06',
} as const
/** The page bears no date; the newest update it names is of July 2015. */
const GUIDE_OF_2012_R2 = {
  basis: 'documented',
  source: '“Plan for volume activation”, step 1, of Windows Server 2012 R2 (Microsoft)',
  date: '2015-07',
} as const
/** Where it installs is said by the update; what it serves, by the rule of all keys since Windows 8. */
const BY_UPDATE = { basis: 'unverified', source: 'Update KB2757817 (Microsoft)', date: '2015-07' } as const
const OFFICE = { basis: 'documented', source: 'Office KMS host pages (Microsoft)', date: '2024-11' } as const

const ON_2003_AND = (own: string) => ['Windows Server 2003', own]
const ON_2008_R2 = ['Windows Server 2008', 'Windows Server 2008 R2']
const R2 = {
  application: 'windows',
  clientsUpTo: 'Windows 7',
  serversUpTo: 'Windows Server 2008 R2',
  installsOn: ON_2008_R2,
  updateTarget: 'Windows Server 2008 R2',
} as const
const R1 = {
  application: 'windows',
  clientsUpTo: 'Windows Vista',
  serversUpTo: 'Windows Server 2008',
  installsOn: ON_2003_AND('Windows Server 2008'),
} as const

const server = (year: string) => `Windows Server ${year}`

/** Cheapest first, as the article orders the groups: the fewer products, the cheaper. */
export const WINDOWS_KEY_GROUPS: readonly WindowsKeyGroup[] = [
  {
    id: 'vista',
    label: 'Vista',
    application: 'windows',
    clientsUpTo: 'Windows Vista',
    installsOn: ON_2003_AND('Windows Vista'),
    descriptionChannel: 'VOLUME_KMS',
    ...ARTICLE,
  },
  {
    id: 'server-2008-a',
    label: 'Server 2008 group A',
    ...R1,
    editionGroup: 'A',
    descriptionChannel: 'VOLUME_KMS_A',
    ...ARTICLE,
  },
  {
    id: 'server-2008-b',
    label: 'Server 2008 group B',
    ...R1,
    editionGroup: 'B',
    descriptionChannel: 'VOLUME_KMS_B',
    ...ARTICLE,
  },
  {
    id: 'server-2008-c',
    label: 'Server 2008 group C',
    ...R1,
    editionGroup: 'C',
    descriptionChannel: 'VOLUME_KMS_C',
    ...ARTICLE,
  },
  {
    id: 'windows-7',
    label: 'Windows 7',
    application: 'windows',
    clientsUpTo: 'Windows 7',
    installsOn: ['Windows 7'],
    ...GUIDE_OF_WINDOWS_7,
  },
  {
    id: 'server-2008-r2-a',
    label: 'Server 2008 R2 group A',
    ...R2,
    editionGroup: 'A',
    descriptionChannel: 'VOLUME_KMS_R2_A',
    ...GUIDE,
  },
  {
    id: 'server-2008-r2-b',
    label: 'Server 2008 R2 group B',
    ...R2,
    editionGroup: 'B',
    descriptionChannel: 'VOLUME_KMS_R2_B',
    ...GUIDE,
  },
  {
    id: 'server-2008-r2-c',
    label: 'Server 2008 R2 group C',
    ...R2,
    editionGroup: 'C',
    descriptionChannel: 'VOLUME_KMS_R2_C',
    ...GUIDE,
  },
  {
    id: 'windows-8.1',
    label: 'Windows 8.1 (client)',
    application: 'windows',
    clientsUpTo: 'Windows 8.1',
    installsOn: ['Windows Vista', 'Windows 7', 'Windows 8', 'Windows 8.1'],
    updateTarget: 'Windows 8.1',
    ...GUIDE_OF_2012_R2,
  },
  {
    id: 'server-2012',
    label: 'Server 2012',
    application: 'windows',
    clientsUpTo: 'Windows 8',
    serversUpTo: server('2012'),
    installsOn: ['2008', '2008 R2', '2012'].map(server),
    updateTarget: server('2012'),
    ...BY_UPDATE,
  },
  {
    id: 'server-2012-r2',
    label: 'Server 2012 R2',
    application: 'windows',
    clientsUpTo: 'Windows 8.1',
    serversUpTo: server('2012 R2'),
    installsOn: ['2008', '2008 R2', '2012', '2012 R2'].map(server),
    updateTarget: server('2012 R2'),
    ...GUIDE_OF_2012_R2,
  },
  {
    id: 'windows-10',
    label: 'Windows 10 (client)',
    application: 'windows',
    clientsUpTo: 'Windows 10',
    installsOn: ['Windows 7', 'Windows 8.1', 'Windows 10'],
    updateTarget: 'Windows 10',
    ...GUIDE,
  },
  {
    id: 'server-2012-r2-windows-10',
    label: 'Server 2012 R2 for Windows 10',
    application: 'windows',
    clientsUpTo: 'Windows 10',
    serversUpTo: server('2012 R2'),
    installsOn: ['2008 R2', '2012', '2012 R2'].map(server),
    updateTarget: 'Windows 10',
    descriptionChannel: 'VOLUME_KMS_2012-R2_WIN10',
    ...GUIDE,
  },
  {
    id: 'server-2016',
    label: 'Server 2016',
    application: 'windows',
    clientsUpTo: 'Windows 10 LTSB 2016',
    serversUpTo: server('2016'),
    installsOn: ['2012', '2012 R2', '2016'].map(server),
    updateTarget: server('2016'),
    descriptionChannel: 'VOLUME_KMS_WS16',
    ...GUIDE,
  },
  {
    id: 'server-2019',
    label: 'Server 2019',
    application: 'windows',
    clientsUpTo: 'Windows 10 LTSC 2019/2021',
    serversUpTo: server('2019'),
    installsOn: ['2012 R2', '2016', '2019'].map(server),
    updateTarget: server('2019'),
    descriptionChannel: 'VOLUME_KMS_WS19',
    ...GUIDE,
  },
  {
    id: 'server-2022',
    label: 'Server 2022',
    application: 'windows',
    clientsUpTo: 'Windows 11',
    serversUpTo: server('2022'),
    installsOn: ['2016', '2019', '2022'].map(server),
    updateTarget: server('2022'),
    descriptionChannel: 'VOLUME_KMS_WS22',
    ...GUIDE,
  },
  {
    id: 'server-2025',
    label: 'Server 2025',
    application: 'windows',
    clientsUpTo: 'Windows 11 LTSC 2024',
    serversUpTo: server('2025'),
    installsOn: ['2019', '2022', '2025'].map(server),
    updateTarget: server('2025'),
    ...GUIDE,
  },
]

/** One key per Office version, each with a count of its own, beside the Windows key of the same host. */
export const OFFICE_KEY_GROUPS: readonly OfficeKeyGroup[] = [
  {
    id: 'office-2010',
    label: 'Office 2010',
    application: 'office',
    serves: 'Office 2010',
    // The KMS service of Vista and Server 2008 is too old for Office; Server 2003 got a newer one as an add-on.
    installsFrom: { server: server('2008 R2'), client: 'Windows 7' },
    alsoOn: [server('2003')],
    basis: 'documented',
    source: 'Volume activation quick start guide of Office 2010 (Microsoft), as quoted by administrators',
    date: '2010-05',
  },
  {
    id: 'office-2013',
    label: 'Office 2013',
    application: 'office',
    serves: 'Office 2013',
    ...OFFICE,
    basis: 'unverified',
  },
  {
    id: 'office-2016',
    label: 'Office 2016',
    application: 'office',
    serves: 'Office 2016',
    installsFrom: { server: server('2008 R2'), client: 'Windows 7' },
    ...OFFICE,
  },
  {
    id: 'office-2019',
    label: 'Office 2019',
    application: 'office',
    serves: 'Office 2019',
    installsFrom: { server: server('2012'), client: 'Windows 8.1' },
    ...OFFICE,
  },
  {
    id: 'office-ltsc-2021',
    label: 'Office LTSC 2021',
    application: 'office',
    serves: 'Office LTSC 2021',
    installsFrom: { server: server('2016'), client: 'Windows 10' },
    ...OFFICE,
  },
  {
    id: 'office-ltsc-2024',
    label: 'Office LTSC 2024',
    application: 'office',
    serves: 'Office LTSC 2024',
    installsFrom: { server: server('2022'), client: 'Windows 10' },
    ...OFFICE,
  },
]

/** An update a host needs before it takes the key of a newer version. */
export interface HostUpdate {
  hosts: readonly string[]
  targets: readonly string[]
  update: string
  /** Where it is from; the guide above where absent. */
  source?: string
  /** YYYY-MM */
  date?: string
  /** Set where the row is ours and not the seed's. */
  own?: OwnMark
}

export const HOST_UPDATES: readonly HostUpdate[] = [
  { hosts: [server('2022')], targets: [server('2025')], update: 'KB5034765' },
  { hosts: [server('2019')], targets: [server('2025')], update: 'KB5034768' },
  { hosts: [server('2019')], targets: [server('2022')], update: 'KB5003646' },
  { hosts: [server('2016')], targets: [server('2022'), server('2019')], update: 'KB5003638' },
  { hosts: [server('2016')], targets: [server('2019')], update: 'KB4478877' },
  {
    hosts: [server('2012 R2')],
    targets: [server('2019'), server('2016'), 'Windows 10'],
    update: 'KB4467695',
  },
  { hosts: [server('2012 R2')], targets: [server('2016'), 'Windows 10'], update: 'KB3172614' },
  { hosts: ['Windows 8.1'], targets: ['Windows 10'], update: 'KB3172614' },
  {
    hosts: [server('2012')],
    targets: [server('2016'), 'Windows 10', server('2012 R2')],
    update: 'KB3172615',
  },
  { hosts: [server('2008 R2'), 'Windows 7'], targets: ['Windows 10'], update: 'KB3079821' },
  {
    hosts: [server('2008 R2')],
    targets: [server('2012 R2'), server('2012')],
    update: 'KB3079821',
    source: 'KMS planning guide; KB3086418 (Microsoft)',
  },
  {
    hosts: ['Windows Vista', server('2008'), 'Windows 7', server('2008 R2'), 'Windows 8', server('2012')],
    targets: ['Windows 8.1', server('2012 R2')],
    update: 'KB2885698',
    source: GUIDE_OF_2012_R2.source,
    date: GUIDE_OF_2012_R2.date,
  },
  {
    hosts: [server('2008'), server('2008 R2')],
    targets: [server('2012')],
    update: 'KB2757817',
    source: GUIDE_OF_2012_R2.source,
    date: GUIDE_OF_2012_R2.date,
  },
  { hosts: [server('2008')], targets: ['Windows 7', server('2008 R2')], update: 'KB968912' },
]

/** Source and date of the rows of HOST_UPDATES that name none. */
export const HOST_UPDATES_SOURCE = { source: GUIDE.source, date: GUIDE.date } as const
