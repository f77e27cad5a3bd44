import type { KmsHostObservation, LicenseObservation } from '@/lib/activation/observation'
import { excerptOf } from '../excerpt'
import type { LabelTable } from '../labels/label-table'
import { languageOf } from '../labels/languages'
import type { SlmgrField } from '../labels/slmgr-fields'
import { sentenceByStem } from '../labels/slmgr-status-stems'
import { SLMGR_TABLES } from '../labels/slmgr-tables'
import type { ReadContext, SourceRecord } from '../reader'
import { codeLikeIn, toldReason } from '../told-reason'
import type { ConsoleRow } from '../transcript/console-row'
import { readDatedRow } from '../transcript/dated-row'
import { MachineName } from '../transcript/machine-name'
import { present } from '../transcript/present'
import { RepeatedProducts } from '../transcript/repeated-products'
import { isMasked } from '../transcript/values'
import { WrappedRows } from '../transcript/wrapped-rows'
import { Activations, namesActivation } from './activations'
import { namedProduct, possibleEnds, type Statement, statementOf } from './expiry-statement'
import { licenseStateOf, WAY_OUT } from './license-state'
import { observeProduct } from './observe-product'
import { addRow, beginBlock, beginsNext, canBegin, fits, isProduct, type ProductBlock } from './product-block'
import { SLMGR_MATCHER, type SlmgrRow } from './slmgr-rows'
import { StatedProducts } from './stated-products'
import { statusOf } from './stated-status'

const MOST_UNREAD = 10
/** A product's name above a sentence of /xpr. */
const XPR_END = /[:：]$/

/** Rows between the products of one output and those of the next. */
const BEFORE_PRODUCTS: ReadonlySet<string | undefined> = new Set(['serviceVersion', 'banner'])

const NO_PRODUCT =
  'This status stands beside no product of Windows or Office: send all that slmgr.vbs /dli or /dlv prints'
const NO_PRODUCT_ABOVE =
  'This sentence is known from translated documentation only, and no product stands above it: send the whole output of slmgr.vbs /xpr'
const TRUSTED_TIME = { what: 'Trusted time', instead: 'the given observation time is used' }
const EVALUATION_END = { what: 'Evaluation end', instead: 'the license is recorded without it' }

/**
 * Follows a console transcript row by row and yields what slmgr.vbs said in it. Rows of other programs are
 * passed over in silence. Holds one product at a time.
 */
export class SlmgrTranscript {
  private readonly rows = new WrappedRows(SLMGR_MATCHER)
  private readonly machine = new MachineName()
  private readonly repeated = new RepeatedProducts()
  private readonly stated = new StatedProducts()
  private readonly activations = new Activations()
  private block: ProductBlock | undefined
  /** `Windows(R), Enterprise edition:` above a sentence of /xpr. */
  private productLine: SlmgrRow | undefined
  private isInOspp = false
  private records: SourceRecord[] = []
  /** Codes of `Error:` rows and the number of unused products, for a text that has nothing else. */
  readonly evidence = { errors: new Set<string>(), unused: 0 }
  /** Activations that the text shows: a product may be in another state behind one. */
  acts = 0

  constructor(private context: ReadContext) {}

  /** Takes the day on which the text says it was written, if that was before it came in. */
  date(at: string): void {
    if (at < this.context.observedAt) this.context = { ...this.context, observedAt: at }
  }

  push(consoleRow: ConsoleRow): SourceRecord[] {
    for (const row of this.rows.push(consoleRow)) this.see(row)
    return this.take()
  }

  end(): SourceRecord[] {
    for (const row of this.rows.end()) this.see(row)
    this.closeBlock()
    for (const { line, observation } of this.activations.left(this.context)) this.observe(line, observation)
    return this.take()
  }

  private take(): SourceRecord[] {
    if (this.records.length === 0) return this.records
    const taken = this.records
    this.records = []
    return taken
  }

  private see(row: SlmgrRow): void {
    if (row.prompt !== undefined) {
      this.closeBlock()
      this.machine.seePrompt(row.prompt)
      this.isInOspp = false
      this.productLine = undefined
      return
    }
    if (namesActivation(row.text)) this.seeAct()
    if (this.activations.seeOther(row, this.machineName())) return
    if (this.seeStatement(row)) return
    if (row.field === undefined) {
      if (this.machine.seeOther(row.text)) this.closeBlock()
      else if (this.block !== undefined && this.block.unread.length < MOST_UNREAD)
        this.block.unread.push(row.text)
      return
    }
    this.seeField(row)
  }

  /** Sentences of /xpr, with the product's name in the row above. */
  private seeStatement(row: SlmgrRow): boolean {
    const name = this.productLine
    this.productLine = undefined
    const isForeign = name !== undefined && row.field === undefined && XPR_END.test(name.text)
    const read = isForeign ? { ...row, value: dateIn(row.text), field: sentenceByStem(row.text) } : row
    const statement = statementOf(read, name !== undefined)
    if (statement !== undefined) {
      this.closeBlock()
      if (row.grade === 'documentation' && name === undefined) this.reject(row, NO_PRODUCT_ABOVE)
      else this.observeStatement(read, statement, name)
      return true
    }
    if (!isForeign) return false
    const language = languageOf(undefined, row.text) ?? 'an unknown language'
    this.reject(row, `The slmgr /xpr output for this product is in ${language}. ${WAY_OUT}`)
    return true
  }

  private observeStatement(row: SlmgrRow, statement: Statement, name: SlmgrRow | undefined): void {
    const words = { what: 'Expiry', instead: 'the license is recorded without it' }
    const dated = readDatedRow(row, words, {
      ...possibleEnds(row.field, this.context.observedAt),
      told: this.context.dayOrder,
    })
    const said = this.stated.complete(
      present<LicenseObservation>({
        kind: 'license',
        observedAt: this.context.observedAt,
        client: present({ name: this.machineName() }),
        product: namedProduct(name?.text, statement),
        status: statement.status,
        expiresAt: dated.at,
        activatedBy: statement.activatedBy,
      }),
    )
    if (said === undefined) return
    this.observe(name?.line ?? row.line, said)
    if (dated.note !== undefined) this.records.push(dated.note)
  }

  private seeField(row: SlmgrRow): void {
    if (row.field === 'osppStart' || BEFORE_PRODUCTS.has(row.field)) this.closeBlock()
    if (row.field === 'osppStart') this.isInOspp = true
    if (row.field === 'name' || row.field === 'serviceVersion' || row.field === 'productLine')
      this.isInOspp = false
    if (this.isInOspp || BEFORE_PRODUCTS.has(row.field)) return
    if (row.field === 'activating') this.seeAct()
    if (row.field === 'productLine') this.productLine = row
    else if (row.field === 'error') this.seeError(row)
    else if (!this.activations.see(row, this.machineName())) this.seeProductRow(row)
  }

  /** What stood before it is told before it. */
  private seeAct(): void {
    this.closeBlock()
    this.acts += 1
  }

  private seeError(row: SlmgrRow): void {
    const { code } = toldReason(codeLikeIn(row.value))
    if (this.evidence.errors.size < 5) this.evidence.errors.add(code ?? excerptOf(row.value).slice(0, 80))
  }

  private seeProductRow(row: SlmgrRow): void {
    if (this.block !== undefined && beginsNext(this.block, row)) this.closeBlock()
    if (this.block === undefined) {
      if (canBegin(row)) this.block = beginBlock(row, this.machineName())
    } else if (fits(this.block, row)) {
      addRow(this.block, row)
    }
  }

  private machineName = () => this.machine.current

  private closeBlock(): void {
    const block = this.block
    this.block = undefined
    if (block === undefined || !isProduct(block)) return
    if (isUnused(block)) {
      this.evidence.unused += 1
      return
    }
    if (isOfNothing(block)) {
      this.reject(block.first, NO_PRODUCT)
      return
    }
    const state = licenseStateOf(block)
    if (!state.ok) {
      this.reject({ line: state.line, text: state.text }, state.problem)
      return
    }
    this.observeBlock(block, state)
  }

  private observeBlock(block: ProductBlock, state: Parameters<typeof observeProduct>[1]): void {
    const { rows } = block
    const told = { told: this.context.dayOrder }
    const { trustedTime, evaluationEnd } = timesIn(block)
    const time = readDatedRow(trustedTime, TRUSTED_TIME, told)
    const needsEnd = state.status === 'licensed' && state.minutes === undefined
    const end = readDatedRow(needsEnd ? evaluationEnd : undefined, EVALUATION_END, told)
    const observation = observeProduct(block, state, {
      observedAt: time.at ?? this.context.observedAt,
      machine: block.machine,
      evaluationEnd: end.at,
    })
    this.observe(block.first.line, observation)
    this.records.push(...[time.note, end.note].filter((note) => note !== undefined))
    const reason = rows.get('notificationReason')
    if (reason !== undefined && state.reasonNote !== undefined) this.reject(reason, state.reasonNote)
    const unread = state.unreadMinutes === undefined ? undefined : rows.get(state.unreadMinutes)
    if (unread !== undefined)
      this.reject(unread, 'The remaining minutes cannot be read; recorded without an expiry')
  }

  private observe(line: number, observation: LicenseObservation | KmsHostObservation): void {
    const dated = this.repeated.inOrder(this.activations.confirm(observation))
    if (dated.kind === 'license') this.stated.remember(dated)
    this.records.push({ type: 'observation', line, observation: dated })
  }

  private reject({ line, text }: { line: number; text: string }, reason: string): void {
    this.records.push({ type: 'rejected', line, reason, excerpt: excerptOf(text) })
  }
}

/** The date in a sentence of an unknown language; empty where it has none. */
const dateIn = (text: string) =>
  /\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.{1,8}?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?/i.exec(text)?.[0] ?? ''

/** A time behind a label of an unknown language: beside an evaluation the first one is its end, else it is the machine's own. */
function timesIn({ rows }: ProductBlock): { trustedTime?: SlmgrRow; evaluationEnd?: SlmgrRow } {
  const some = rows.get('someMoment')
  const isEvaluation = rows.get('description')?.value.includes('EVAL') ?? false
  return present({
    trustedTime: rows.get('trustedTime') ?? (isEvaluation ? undefined : some),
    evaluationEnd: rows.get('evaluationEnd') ?? (isEvaluation ? some : undefined),
  })
}

/** Rows that programs of other makers print too. */
const COMMON: ReadonlySet<SlmgrField> = new Set(['name', 'description', 'status', 'partialKey'])
const OURS = /windows|office|channel|visio|project|\bkms\b|\bmak\b|\bserver(?:standard|datacenter)/i

/** A status beside which nothing names Windows or Office, and nothing else is what slmgr alone prints. */
function isOfNothing({ rows }: ProductBlock): boolean {
  if (!rows.has('status')) return false
  const others = [...rows].filter(([field]) => field !== 'status')
  return others.every(([field, { value }]) => COMMON.has(field) && !OURS.test(value) && !isMasked(value))
}

/**
 * A license file without a key. slmgr says so in English; elsewhere a product that is not licensed and has
 * no partial key, in a language whose label for the key is known, is one.
 */
function isUnused({ rows, language }: ProductBlock): boolean {
  if (rows.has('notInUse')) return true
  if (rows.has('partialKey')) return false
  const table: LabelTable<SlmgrField> | undefined = SLMGR_TABLES.find((known) => known.language === language)
  if (table === undefined || language === 'en' || table.labels.partialKey === undefined) return false
  const status = rows.get('status')?.value ?? ''
  return status !== '' && !isMasked(status) && statusOf(status)?.status !== 'licensed'
}
