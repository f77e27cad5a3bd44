import { excerptOf } from '../excerpt'
import type { ReadContext, SourceRecord } from '../reader'
import { toldReason } from '../told-reason'
import type { ConsoleRow } from '../transcript/console-row'
import { readDatedRow } from '../transcript/dated-row'
import { MachineName } from '../transcript/machine-name'
import { RepeatedProducts } from '../transcript/repeated-products'
import { WrappedRows } from '../transcript/wrapped-rows'
import { observeOffice } from './observe-office'
import { beginsNext, canBegin, type OfficeBlock, officeStateOf } from './office-block'
import { OSPP_MATCHER, type OsppRow } from './ospp-rows'

/** Rows that end a product. */
const ENDS: ReadonlySet<string> = new Set(['separator', 'processing', 'exiting', 'noProducts'])

/** Rows that ospp.vbs shares with slmgr.vbs and that therefore never tell which one is speaking. */
const SLMGR_START = /^(?:Name|Description|Software licensing service version)\s*[::]/i

/** Follows a console transcript row by row and yields what ospp.vbs said in it; holds one product at a time. */
export class OsppTranscript {
  private readonly rows = new WrappedRows(OSPP_MATCHER)
  private readonly machine = new MachineName()
  private readonly repeated = new RepeatedProducts()
  private block: OfficeBlock | undefined
  private records: SourceRecord[] = []
  /** Activations that the text shows. */
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
    return this.take()
  }

  private take(): SourceRecord[] {
    if (this.records.length === 0) return this.records
    const taken = this.records
    this.records = []
    return taken
  }

  private see(row: OsppRow): void {
    if (row.prompt !== undefined) {
      this.closeBlock()
      this.machine.seePrompt(row.prompt)
    } else if (SLMGR_START.test(row.text) || (row.field !== undefined && ENDS.has(row.field))) {
      this.closeBlock()
    } else if (row.field === undefined) {
      if (this.machine.seeOther(row.text)) this.closeBlock()
    } else {
      if (row.field === 'actingOn') this.seeAct()
      this.seeProductRow(row)
    }
  }

  private seeAct(): void {
    this.closeBlock()
    this.acts += 1
  }

  private seeProductRow(row: OsppRow): void {
    if (this.block !== undefined && beginsNext(this.block, row)) this.closeBlock()
    if (this.block === undefined && !canBegin(row)) return
    this.block ??= { first: row, rows: new Map(), machine: this.machineName() }
    if (row.field !== undefined && !this.block.rows.has(row.field)) this.block.rows.set(row.field, row)
  }

  private machineName = () => this.machine.current

  private closeBlock(): void {
    const block = this.block
    this.block = undefined
    if (block === undefined) return
    const state = officeStateOf(block)
    if (state.ok) {
      this.observe(block, state.status)
    } else if (!state.isScrap) {
      this.reject(state.row, state.problem)
    }
  }

  private observe(block: OfficeBlock, status: Parameters<typeof observeOffice>[1]): void {
    const { observedAt } = this.context
    const words = { what: 'Beta expiration', instead: 'the license is recorded without it' }
    const beta = readDatedRow(block.rows.get('betaExpiration'), words, {
      told: this.context.dayOrder,
    })
    const observation = this.repeated.inOrder(observeOffice(block, status, { observedAt, betaEnd: beta.at }))
    this.records.push({ type: 'observation', line: block.first.line, observation })
    if (beta.note !== undefined) this.records.push(beta.note)
    const code = block.rows.get('errorCode')
    const { note } = toldReason(code?.value)
    if (code !== undefined && note !== undefined && status !== 'licensed') this.reject(code, note)
    const grace = block.rows.get('remainingGrace')
    if (grace !== undefined && observation.remainingMinutes === undefined) {
      this.reject(grace, 'The remaining minutes cannot be read; recorded without an expiry')
    }
  }

  private reject({ line, text }: OsppRow, reason: string): void {
    this.records.push({ type: 'rejected', line, reason, excerpt: excerptOf(text) })
  }
}
