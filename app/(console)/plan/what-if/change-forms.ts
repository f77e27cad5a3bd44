import type { FormValues } from '@/components/form/form-values'
import type { ChangeKind } from '@/lib/activation/whatif/question'

/** How a field of a change is entered. */
export interface ChangeField {
  name: string
  label: string
  hint?: string
  input: 'host' | 'zone' | 'text' | 'day' | 'number' | 'office' | 'product' | 'flag' | 'machines'
  optional?: true
}

const HOST: ChangeField = { name: 'host', label: 'KMS host', input: 'host' }
const ON: ChangeField = { name: 'on', label: 'On', input: 'day' }
const EVERY: ChangeField = { name: 'everyDays', label: 'Every', hint: 'Days', input: 'number' }
const COUNT: ChangeField = { name: 'count', label: 'Machines', input: 'number' }
const ZONE: ChangeField = { name: 'zone', label: 'Zone', input: 'zone' }
const PRODUCT: ChangeField = { name: 'activationId', label: 'Product', input: 'product' }

/** Which machines a change is about. */
const WHICH: readonly ChangeField[] = [
  { name: 'zone', label: 'Only those of the zone', input: 'zone', optional: true },
  { name: 'share', label: 'Only a share of them', hint: 'Percent', input: 'number', optional: true },
  {
    name: 'machines',
    label: 'Only these machines',
    hint: 'Names, one a line',
    input: 'machines',
    optional: true,
  },
]

/** The kinds of change in words, each with what it needs. */
export const CHANGE_FORMS: Readonly<Record<ChangeKind, { label: string; fields: readonly ChangeField[] }>> = {
  retireHost: { label: 'Retire a KMS host', fields: [HOST, ON] },
  addHost: {
    label: 'Add a KMS host',
    fields: [{ name: 'host', label: 'Its name', input: 'text' }, ON],
  },
  replaceHost: {
    label: 'Replace a KMS host',
    fields: [
      HOST,
      { name: 'by', label: 'By', input: 'text' },
      ON,
      {
        name: 'overlapDays',
        label: 'Side by side for',
        hint: 'Days; 14 where empty',
        input: 'number',
        optional: true,
      },
    ],
  },
  hostDown: {
    label: 'A KMS host is down for some days',
    fields: [HOST, ON, { name: 'days', label: 'For', hint: 'Days', input: 'number' }],
  },
  moveToDirectory: { label: 'Machines move to the directory', fields: [ON, ...WHICH] },
  addMachines: {
    label: 'Machines are added',
    fields: [
      COUNT,
      PRODUCT,
      ZONE,
      ON,
      { name: 'virtual', label: 'They are virtual', input: 'flag', optional: true },
    ],
  },
  rebuild: { label: 'Machines are installed again and again', fields: [EVERY, ON, ...WHICH] },
  contactEvery: {
    label: 'Machines reach a host only now and then, as by VPN',
    fields: [EVERY, ON, ...WHICH],
  },
  closeNetwork: { label: 'A network is closed', fields: [ON, ...WHICH] },
  addOffice: {
    label: 'Office is added',
    fields: [{ name: 'activationId', label: 'Office', input: 'office' }, ON, ...WHICH],
  },
  renameZone: {
    label: 'A zone gets another name',
    fields: [
      ZONE,
      { name: 'to', label: 'To', input: 'text' },
      ON,
      { name: 'hasRecords', label: 'The new zone holds the hosts’ records', input: 'flag', optional: true },
    ],
  },
  replaceProduct: {
    label: 'A product is replaced by another',
    fields: [
      { name: 'from', label: 'From', input: 'product' },
      { name: 'to', label: 'To', input: 'product' },
      ON,
      ...WHICH,
    ],
  },
  makToKms: { label: 'Machines go from a MAK to KMS', fields: [COUNT, PRODUCT, ZONE, ON] },
}

/** A change as its fields say it; what is left empty is left out, so that the refusal can name it. */
export function changeFrom(form: FormValues, path: string, kind: ChangeKind): Record<string, unknown> {
  const fields = CHANGE_FORMS[kind].fields.flatMap(({ name, input }): [string, unknown][] => {
    const at = `${path}.${name}`
    if (input === 'flag') return form.flag(at) ? [[name, true]] : []
    const text = form.text(at)
    if (text === '') return []
    if (input === 'machines') return [[name, text.split(/[\s,;]+/).filter(Boolean)]]
    if (input !== 'number') return [[name, text]]
    const number = form.number(at) ?? Number.NaN
    return [[name, name === 'share' ? number / 100 : number]]
  })
  return { kind, ...Object.fromEntries(fields) }
}
