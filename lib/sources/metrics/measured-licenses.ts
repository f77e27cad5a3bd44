import { applicationOf } from '@/lib/activation/product/application'
import { CimObjectBuilder } from '../cim/cim-object'
import { cleanHostName } from '../cim/host-name'
import type { CimPairing } from '../cim/pairing'
import { statusFromWord } from '../cim/status-word'
import { excerptOf } from '../excerpt'
import { fieldNamed } from '../fields/field-names'
import type { SourceRecord } from '../reader'
import type { MeasuredField } from './measured-field'

/** One number of a monitoring tool, with the words around it. */
export interface Measurement {
  line: number
  raw: string
  /** Of the metric or channel. */
  name: string
  measured: MeasuredField
  value: number
  /** Labels of the number, by name: host, product, state. */
  labels: ReadonlyMap<string, string>
  /** What the tool says the number means. */
  meaning: string
}

/** Licenses that wait for their further numbers; beyond this the oldest goes out without them. */
const MOST_WAITING = 10_000

interface Waiting {
  line: number
  raw: string
  builder: CimObjectBuilder
  /** Why its number is no license status. */
  problem?: string
}

const GENUINE =
  'windows_exporter says here whether Windows is genuine, which is not its license status. Send slmgr.vbs /dlv, or a metric of SoftwareLicensingProduct.LicenseStatus'
const NO_STATE = 'none of the states of this metric has the value 1, so it names no license status'
const EXIT_CODE =
  'the number is the result of a check (OK, warning, critical), not a license status. Send LicenseStatus as a number from 0 to 6'
const NO_STATUS_NUMBER = 'the number is no license status: that is a whole number from 0 to 6'

/** The states of windows_exporter's license collector (Windows' SLIsGenuineLocal). */
const OF_GENUINE = /^(?:genuine|invalid_license|tampered|offline|last)$/
const OF_WINDOWS = /(?:^|[\W_])win(?:dows)?(?=[\W_])/i
/** Results of a check as Nagios and its kind count them. */
const OF_CHECK = /\b(?:critical|warning|nagios)\b/i
/** A meaning that explains more than a yes and a no: "5 = Notification", "0-6". */
const NAMES_NUMBERS = /[2-6]\s*[=:–-]\s*\D|\b0\s*(?:-|–|to|\.\.)\s*[56]\b|notification/i

/** Puts the numbers of one license together, whichever comes first, and gives them to a pairing as one object. */
export class MeasuredLicenses {
  private readonly waiting = new Map<string, Waiting>()

  constructor(private readonly pairing: CimPairing) {}

  *take(measurement: Measurement): Generator<SourceRecord> {
    const builder = labelled(measurement)
    const { values } = builder
    const key = (['Machine', 'ID', 'Name', 'Description', 'PartialProductKey'] as const)
      .map((field) => values.get(field) ?? '')
      .join('|')
    const known = this.waiting.get(key)
    const { line, raw } = measurement
    const license = known ?? { line, raw, builder }
    if (known === undefined) this.waiting.set(key, license)
    note(license, measurement)
    if (this.waiting.size > MOST_WAITING) yield* this.releaseOldest()
  }

  *end(): Generator<SourceRecord> {
    this.giveRest()
    while (this.waiting.size > 0) yield* this.releaseOldest()
  }

  /** Numbers that name a machine and no product are of the only license that the machine shows. */
  private giveRest(): void {
    const all = Map.groupBy(this.waiting.values(), ({ builder }) => builder.values.get('Machine') ?? '')
    for (const group of all.values()) {
      const [license, ...others] = group.filter(hasState)
      if (license === undefined || others.length > 0) continue
      for (const { builder } of group) {
        for (const [field, text] of builder.values) license.builder.set(field, text)
      }
    }
  }

  private *releaseOldest(): Generator<SourceRecord> {
    const [oldest] = this.waiting
    if (oldest === undefined) return
    const [key, license] = oldest
    this.waiting.delete(key)
    const { line, raw, builder, problem } = license
    const { values } = builder
    if (hasState(license)) yield* this.pairing.take({ line, values })
    else if (problem !== undefined) yield { type: 'rejected', line, reason: problem, excerpt: excerptOf(raw) }
  }
}

const hasState = ({ builder: { values } }: Waiting) => values.has('LicenseStatus') || values.has('IsLicensed')

/** An object with what the labels say; their state is the value's, not theirs. */
function labelled({ labels, measured, name }: Measurement): CimObjectBuilder {
  const builder = new CimObjectBuilder()
  for (const [label, text] of labels) {
    const field = fieldNamed(label)?.field
    if (field !== 'LicenseStatus' && field !== 'IsLicensed') builder.set(label, text)
  }
  if (OF_WINDOWS.test(name)) builder.set('OperatingSystem', 'Windows')
  // The target of a scrape, and what a channel says before the name of its number.
  const target = (labels.get('instance') ?? '').replace(/:\d{1,5}$/, '')
  const before = cleanHostName(measured.before)
  if (!builder.values.has('Name') && applicationOf({ name: measured.before }) !== undefined) {
    builder.set('Name', measured.before)
  }
  if (!builder.values.has('Machine')) {
    builder.set(
      'Machine',
      cleanHostName(target) ?? (before !== undefined && /[\d.-]/.test(before) ? before : ''),
    )
  }
  return builder
}

const stateIn = (labels: Measurement['labels']) =>
  [...labels].find(
    ([name]) => /^(?:state|status)$/i.test(name) || fieldNamed(name)?.field === 'LicenseStatus',
  )?.[1]

function note(license: Waiting, measurement: Measurement): void {
  const { measured, value, labels } = measurement
  const { field, isInSeconds } = measured
  if (field !== 'LicenseStatus' && field !== 'IsLicensed') {
    if (Number.isFinite(value) && value >= 0) {
      license.builder.set(field, String(Math.trunc(isInSeconds ? value / 60 : value)))
    }
    return
  }
  const state = stateIn(labels)
  if (state !== undefined) noteState(license, state, value)
  else noteNumber(license, measurement)
}

/** One of a set of states, of which the one that holds has the value 1. */
function noteState(license: Waiting, state: string, value: number): void {
  if (OF_GENUINE.test(state) && statusFromWord(state) === undefined) license.problem = GENUINE
  else if (value === 1) license.builder.set('LicenseStatus', state)
  else license.problem ??= NO_STATE
}

/** A number; a 0 that nothing explains means no more than a no. */
function noteNumber(license: Waiting, { measured, value, meaning }: Measurement): void {
  if (OF_CHECK.test(meaning)) {
    license.problem = EXIT_CODE
  } else if (!Number.isInteger(value) || value < 0 || value > 6) {
    license.problem = NO_STATUS_NUMBER
  } else if (measured.field === 'LicenseStatus' && (value > 0 || NAMES_NUMBERS.test(meaning))) {
    license.builder.set('LicenseStatus', String(value))
  } else {
    license.builder.set('IsLicensed', String(value))
  }
}
