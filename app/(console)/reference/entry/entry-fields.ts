import type { FormValues } from '@/components/form/form-values'
import type { SelectOption } from '@/components/ui/select'
import { WINDOWS_GENERATIONS } from '@/lib/activation/product/release-order'
import type { OwnKind } from '@/lib/activation/reference/own-entry'

/** One control of the form; what it is called in the value is `name`. */
export interface EntryField {
  name: string
  label: string
  hint?: string
  optional?: true
  /** `words`: several in one text, with commas between them. */
  control: 'text' | 'mono' | 'long' | 'words' | 'select' | 'check' | 'several'
  options?: readonly SelectOption[]
  /** Only for host keys of this application. */
  only?: 'windows' | 'office'
  /** Rarely needed: folded away. */
  folded?: true
  /** Part of the entry's key: fixed once there is one. */
  inKey?: true
}

const same = (values: readonly string[]): SelectOption[] => values.map((value) => ({ value, label: value }))

/** An empty value is a field left out. */
const orNone = (options: readonly SelectOption[], label: string): SelectOption[] => [
  { value: '', label },
  ...options,
]

const SERVERS = same(WINDOWS_GENERATIONS.server)
const CLIENTS = same(WINDOWS_GENERATIONS.client)
const VERSIONS = [...SERVERS, ...CLIENTS]

const FAMILY: EntryField = {
  name: 'family',
  label: 'Belongs to',
  control: 'select',
  options: [
    { value: 'client', label: 'Windows' },
    { value: 'server', label: 'Windows Server' },
    { value: 'office', label: 'Office' },
    { value: 'other', label: 'Something else' },
  ],
}

const GENERATION: EntryField = {
  name: 'generation',
  label: 'Version',
  hint: 'For example “Windows 11”, “Windows Server 2025” or “Office LTSC 2024”.',
  control: 'text',
}

/** What is asked for each kind, from the top. */
export const ENTRY_FIELDS: Readonly<Record<OwnKind, readonly EntryField[]>> = {
  product: [
    { name: 'label', label: 'Name', hint: 'As every list shows it.', control: 'text' },
    FAMILY,
    GENERATION,
    { name: 'edition', label: 'Edition', control: 'text' },
    {
      name: 'keyKind',
      label: 'Kind of key',
      control: 'select',
      options: [
        { value: 'GVLK', label: 'GVLK: a KMS client' },
        { value: 'MAK', label: 'MAK' },
        { value: 'CSVLK', label: 'CSVLK: a KMS host' },
        { value: 'Retail', label: 'Retail' },
        { value: 'OEM', label: 'OEM' },
        { value: 'Evaluation', label: 'Evaluation' },
        { value: 'ESU', label: 'ESU: an add-on' },
      ],
    },
  ],
  key: [
    {
      name: 'publishedAs',
      label: 'Published as',
      control: 'select',
      options: [
        { value: 'gvlk', label: 'KMS client setup key (GVLK)' },
        { value: 'avma', label: 'Key of a virtual machine (AVMA)' },
      ],
    },
    FAMILY,
    GENERATION,
    { name: 'name', label: 'Edition', hint: 'For Office, the full product name.', control: 'text' },
  ],
  code: [
    { name: 'note', label: 'Our note', hint: 'What it means here.', control: 'long', optional: true },
    { name: 'remedy', label: 'What we do', control: 'long', optional: true },
    {
      name: 'meaning',
      label: 'Meaning',
      hint: 'Only for a code that no table lists.',
      control: 'text',
      optional: true,
      folded: true,
    },
  ],
  event: [
    { name: 'meaning', label: 'Meaning', control: 'text' },
    {
      name: 'log',
      label: 'Log',
      control: 'select',
      options: same(['Application', 'Key Management Service']),
    },
    { name: 'provider', label: 'Provider', hint: 'For example “Security-SPP”.', control: 'text' },
    {
      name: 'side',
      label: 'Written by',
      control: 'select',
      options: [
        ...same(['client', 'KMS host', 'AVMA guest', 'AVMA host']),
        { value: 'both', label: 'clients and hosts' },
      ],
    },
    { name: 'payload', label: 'Data, in order', control: 'text', optional: true, folded: true },
    { name: 'isNoise', label: 'Routine: no action needed', control: 'check', folded: true },
  ],
  keyGroup: [
    {
      name: 'application',
      label: 'Host key for',
      control: 'select',
      options: [
        { value: 'windows', label: 'Windows' },
        { value: 'office', label: 'Office' },
      ],
    },
    { name: 'label', label: 'Name', hint: 'For example “Server 2025”.', control: 'text' },
    {
      name: 'clientsUpTo',
      label: 'Activates clients up to',
      control: 'select',
      options: CLIENTS,
      only: 'windows',
    },
    {
      name: 'serversUpTo',
      label: 'Activates servers up to',
      control: 'select',
      options: orNone(SERVERS, 'No server'),
      only: 'windows',
    },
    {
      name: 'installsOn',
      label: 'Can be installed on',
      control: 'several',
      options: VERSIONS,
      only: 'windows',
    },
    {
      name: 'editionGroup',
      label: 'Editions of 2008 and 2008 R2',
      control: 'select',
      options: orNone(
        ['A', 'B', 'C'].map((group) => ({ value: group, label: `Group ${group} and below` })),
        'All',
      ),
      only: 'windows',
      folded: true,
    },
    {
      name: 'updateTarget',
      label: 'Name in the table of host updates',
      control: 'select',
      options: orNone(VERSIONS, 'Needs no update'),
      only: 'windows',
      folded: true,
    },
    {
      name: 'descriptionChannel',
      label: 'Shown by the host as',
      hint: 'For example “VOLUME_KMS_WS22”.',
      control: 'mono',
      optional: true,
      only: 'windows',
      folded: true,
    },
    {
      name: 'serves',
      label: 'Activates',
      hint: 'For example “Office LTSC 2024”.',
      control: 'text',
      only: 'office',
    },
    {
      name: 'installsFromServer',
      label: 'Oldest server it can be installed on',
      control: 'select',
      options: orNone(SERVERS, 'Not known'),
      only: 'office',
    },
    {
      name: 'installsFromClient',
      label: 'Oldest client it can be installed on',
      control: 'select',
      options: orNone(CLIENTS, 'Not known'),
      only: 'office',
    },
  ],
  hostUpdate: [
    { name: 'host', label: 'KMS host on', control: 'select', options: VERSIONS, inKey: true },
    { name: 'target', label: 'To accept the key of', control: 'select', options: VERSIONS, inKey: true },
    {
      name: 'updates',
      label: 'Needs one of',
      hint: 'For example “KB5034765, KB5034768”; leave empty if none is needed.',
      control: 'words',
      optional: true,
    },
  ],
  cloudHost: [{ name: 'cloud', label: 'Cloud', hint: 'Who runs it, for example “Azure”.', control: 'text' }],
}

/** How the key of an entry is asked for; kinds without a row get theirs from their value. */
export const KEY_FIELDS: Readonly<Partial<Record<OwnKind, { label: string; hint: string }>>> = {
  product: { label: 'Activation ID', hint: 'As slmgr.vbs /dlv shows it.' },
  key: { label: 'Last five', hint: 'Of a published key, never of one of yours.' },
  code: { label: 'Code', hint: 'In any notation: 0xC004F038, C004F038, 3221549112.' },
  event: { label: 'Event number', hint: 'For example “12290”.' },
  cloudHost: { label: 'Name or address', hint: 'As clients name it: kms.cloud.example or 203.0.113.7.' },
}

/** The name of a field's control: its path in the input of the operation. */
export const controlName = ({ name }: EntryField) => `value.${name}`

/** What a field holds, as the operation takes it. */
export function fieldValue(field: EntryField, { text, flag, list }: FormValues) {
  const name = controlName(field)
  switch (field.control) {
    case 'check':
      return flag(name)
    case 'several':
      return list(name)
    case 'words':
      return text(name)
        .split(/[\s,;]+/)
        .filter(Boolean)
    default:
      return text(name)
  }
}
