import { cleanHostName } from '../cim/host-name'
import { type JsonSlice, JsonSlicer } from '../cim/json-slicer'
import { MACHINE_NAME } from '../cim/machine'
import { CimPairing } from '../cim/pairing'
import { excerptOf } from '../excerpt'
import { fieldNamed } from '../fields/field-names'
import { readLines } from '../lines'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { beginsAsJson } from '../text-beginning'
import { type MeasuredField, measuredField } from './measured-field'
import { MeasuredLicenses } from './measured-licenses'
import { OF_API, samplesInJson } from './prometheus-json'
import { PrometheusLines, type Sample } from './prometheus-lines'
import { answerInJson, answerInXml, type SensorAnswer } from './prtg-results'

/** Numbers that monitoring keeps of licenses: the text format of Prometheus, and what sensors of PRTG answer. */
export const metricsReader: Reader = {
  format: 'metrics',
  label: 'license metrics (Prometheus or PRTG)',
  detect: scoreOfMetrics,
  read: readMetrics,
}

const OF_PRTG = /<prtg>|"prtg"\s{0,20}:\s{0,20}\{/i
/** `windows_license_info{status="Licensed"} 1`: the labels say it all. */
const INFO = /(?:licen[cs]e|activation)\w*_info$/i
const LOOK_AT_ROWS = 4000

const isOfState = (measured: MeasuredField | undefined) =>
  measured?.field === 'LicenseStatus' || measured?.field === 'IsLicensed'

function scoreOfMetrics(head: string): number {
  if (OF_PRTG.test(head)) {
    const names = head.matchAll(/<channel>([^<]{1,200})<|"channel"\s{0,20}:\s{0,20}"([^"]{1,200})"/gi)
    return [...names].some(([, xml, json]) => isOfState(measuredField(xml ?? json ?? ''))) ? 0.97 : 0
  }
  if (beginsAsJson(head)) {
    const isOfLicenses = [...head.matchAll(OF_API)].some(([, name = '']) => isOfState(measuredField(name)))
    return isOfLicenses ? 0.97 : 0
  }
  const lines = new PrometheusLines()
  const hasState = head
    .split(/\r\n|\n|\r/, LOOK_AT_ROWS)
    .map((row) => lines.push(row))
    .some((sample) => sample !== undefined && isOfState(fieldOf(sample)))
  return hasState ? 0.9 : 0
}

function fieldOf({ metric, labels }: Sample): MeasuredField | undefined {
  const measured = measuredField(metric)
  const names = [...labels.keys()]
  const hasState = names.some(
    (name) => /^(?:state|status)$/i.test(name) || fieldNamed(name)?.field === 'LicenseStatus',
  )
  return measured ?? (INFO.test(metric) && hasState ? STATE_IN_LABELS : undefined)
}

const STATE_IN_LABELS: MeasuredField = { field: 'LicenseStatus', before: '', isInSeconds: false }

async function* readMetrics(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const pairing = new CimPairing(context)
  const chunks = text[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (!first.done) {
    const whole = rejoined(first.value, chunks)
    const isOfSensors = /^\s*[{<[]/.test(first.value)
    const licenses = isOfSensors ? readSensors(whole, first.value, pairing) : readSamples(whole, pairing)
    yield* licenses
  }
  yield* pairing.end()
}

async function* rejoined(first: string, chunks: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    yield first
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  } finally {
    await chunks.return?.()
  }
}

async function* readSamples(text: AsyncIterable<string>, pairing: CimPairing): AsyncGenerator<SourceRecord> {
  const licenses = new MeasuredLicenses(pairing)
  const lines = new PrometheusLines()
  for await (const { line, text: row } of readLines(text, { maxLength: 16 * 1024 })) {
    const sample = lines.push(row)
    if (sample !== undefined) yield* takeSample(licenses, line, sample)
  }
  yield* licenses.end()
}

function* takeSample(licenses: MeasuredLicenses, line: number, sample: Sample): Generator<SourceRecord> {
  const measured = fieldOf(sample)
  if (measured === undefined) return
  const { metric: name, labels, value, help: meaning } = sample
  const raw = `${name}${JSON.stringify(Object.fromEntries(labels))} ${value}`
  yield* licenses.take({ line, raw, name, measured: { ...measured, before: '' }, value, labels, meaning })
}

async function* readSensors(
  text: AsyncIterable<string>,
  first: string,
  pairing: CimPairing,
): AsyncGenerator<SourceRecord> {
  if (/^\s*</.test(first)) {
    for await (const answer of xmlAnswers(text)) yield* readAnswer(answer, pairing)
    return
  }
  const slicer = new JsonSlicer()
  for await (const chunk of text) {
    for (const slice of slicer.push(chunk)) yield* readSlice(slice, pairing)
  }
  for (const slice of slicer.end()) yield* readSlice(slice, pairing)
}

function* readSlice({ line, text, problem }: JsonSlice, pairing: CimPairing): Generator<SourceRecord> {
  const root = problem === undefined ? parsed(text) : undefined
  const answer = answerInJson(root, text, line)
  const samples = samplesInJson(root, text, line)
  if (answer !== undefined) yield* readAnswer(answer, pairing)
  else if (samples !== undefined) yield* readResults(samples, pairing)
  else {
    const reason = problem ?? 'neither the answer of a sensor nor of Prometheus'
    yield { type: 'rejected', line, reason, excerpt: excerptOf(text) }
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function* readResults(samples: readonly [number, Sample][], pairing: CimPairing): Generator<SourceRecord> {
  const licenses = new MeasuredLicenses(pairing)
  for (const [line, sample] of samples) yield* takeSample(licenses, line, sample)
  yield* licenses.end()
}

/** Longest answer of a sensor: it has 50 channels at most. */
const LONGEST_ANSWER = 256 * 1024
const END = '</prtg>'

async function* xmlAnswers(text: AsyncIterable<string>): AsyncGenerator<SensorAnswer> {
  let held = ''
  let line = 1
  for await (const chunk of text) {
    held += chunk
    for (let end = endOf(held); end > 0; end = endOf(held)) {
      yield answerInXml(held.slice(0, end), line)
      line += held.slice(0, end).split('\n').length - 1
      held = held.slice(end)
    }
    if (held.length > LONGEST_ANSWER) {
      line += held.split('\n').length - 1
      held = ''
    }
  }
  if (held.trim() !== '') yield answerInXml(held, line)
}

function endOf(text: string): number {
  const at = text.toLowerCase().indexOf(END)
  return at < 0 ? 0 : at + END.length
}

/** `srv-31: Windows(R), ServerStandard edition Notification`: the sentence of a sensor. */
const PRODUCT_IN_TEXT =
  /Windows\(R\), \w{2,60} edition|\b(?:Windows|Office) (?:\w{1,30} ){0,5}\d{2,4}(?: [A-Z][a-z]{3,20})*/
const MACHINE_IN_TEXT = /^([\w.-]{2,255}):\s/

/** All channels of an answer are of the one machine that it names, be it in its sentence or in a channel. */
function* readAnswer({ text, channels }: SensorAnswer, pairing: CimPairing): Generator<SourceRecord> {
  const licenses = new MeasuredLicenses(pairing)
  const measured = channels.map((channel) => ({
    channel,
    measured: measuredField(`${channel.name} ${channel.unit}`) ?? measuredField(channel.name),
  }))
  const named = new Set(
    measured.map((one) => machineIn(one.measured?.before ?? '')).filter((name) => name !== undefined),
  )
  const machine = named.size === 1 ? [...named][0] : machineIn(MACHINE_IN_TEXT.exec(text)?.[1] ?? '')
  const labels = new Map<string, string>()
  if (machine !== undefined && named.size < 2) labels.set('host', machine)
  const product = PRODUCT_IN_TEXT.exec(text)?.[0]
  if (product !== undefined) labels.set('name', product)
  for (const { channel, measured: field } of measured) {
    const value = Number(channel.value.replace(',', '.') || Number.NaN)
    const { line, name } = channel
    if (field === undefined || Number.isNaN(value)) continue
    yield* licenses.take({
      line,
      raw: `${name}: ${channel.value}`,
      name,
      measured: field,
      value,
      labels,
      meaning: '',
    })
  }
  yield* licenses.end()
}

const machineIn = (text: string) => (MACHINE_NAME.test(text) ? cleanHostName(text) : undefined)
