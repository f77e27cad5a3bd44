import fc from 'fast-check'
import { expect, it } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import { addTestMak, emptyLedgers, ledgerDifferences, TESTER } from './ledger.testing'
import { recordCorrection, recordIncrease, recordMicrosoftCount } from './record-in-ledger'
import { spendMak } from './spend-mak'

const database = withTestDatabase()

/** The ledger as simple as can be: a number, and what was entered under which key. */
interface Model {
  balance: number
  granted: number
  reported: { at: number; remaining: number } | undefined
  entered: Map<string, string>
}

interface Real {
  keyId: string
}

abstract class Entering implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly key: number,
    readonly amount: number,
  ) {}
  check(): boolean {
    return true
  }
  get idempotencyKey(): string {
    return `model-${this.constructor.name}-${this.key}`
  }
  async run(model: Model, real: Real): Promise<void> {
    const known = model.entered.get(this.idempotencyKey)
    const expected =
      known === undefined ? this.expect(model) : this.again(model, known === String(this.amount))
    expect(await this.enter(real.keyId)).toMatchObject(expected)
    if (known === undefined && expected.ok) model.entered.set(this.idempotencyKey, String(this.amount))
    const account = await database.prisma.makAccount.findUniqueOrThrow({ where: { keyId: real.keyId } })
    expect(account).toMatchObject({ balance: model.balance, granted: model.granted })
    expect(account.reported ?? undefined).toBe(model.reported?.remaining)
  }
  toString(): string {
    return `${this.idempotencyKey}(${this.amount})`
  }
  /** The first time: what is to come, and what it makes of the model. */
  abstract expect(model: Model): { ok: boolean; [more: string]: unknown }
  abstract enter(keyId: string): Promise<unknown>
  again(_model: Model, isSame: boolean): { ok: boolean; [more: string]: unknown } {
    return { ok: false, refusal: { kind: isSame ? 'enteredAlready' : 'keyReused' } }
  }
}

class Grant extends Entering {
  expect(model: Model) {
    model.balance += this.amount
    model.granted += this.amount
    return { ok: true, balance: model.balance }
  }
  enter(keyId: string) {
    return recordIncrease.run(TESTER, { keyId, count: this.amount, idempotencyKey: this.idempotencyKey })
  }
}

class Correct extends Entering {
  expect(model: Model) {
    model.balance -= this.amount
    return { ok: true, balance: model.balance }
  }
  enter(keyId: string) {
    const { idempotencyKey } = this
    return recordCorrection.run(TESTER, { keyId, change: -this.amount, reason: 'model', idempotencyKey })
  }
}

class Report extends Entering {
  expect(model: Model) {
    if (model.reported === undefined || this.key > model.reported.at)
      model.reported = { at: this.key, remaining: this.amount }
    return { ok: true, balance: model.balance }
  }
  enter(keyId: string) {
    const at = new Date(Date.UTC(2025, 0, 1 + this.key)).toISOString()
    const { idempotencyKey, amount: remaining } = this
    return recordMicrosoftCount.run(TESTER, { keyId, remaining, at, source: 'portal', idempotencyKey })
  }
}

/** `amount` machines in one call. The same key with more machines is another call that shares some of them. */
class Spend extends Entering {
  override get idempotencyKey(): string {
    return `${super.idempotencyKey}-of-${this.amount}`
  }
  expect(model: Model) {
    if (model.granted === 0) return { ok: false, refusal: { kind: 'nothingGranted' } }
    if (model.balance < this.amount) {
      return { ok: false, refusal: { kind: 'overdraw', balance: model.balance, asked: this.amount } }
    }
    model.balance -= this.amount
    return { ok: true, balance: model.balance, entered: this.amount }
  }
  enter(keyId: string) {
    const machines = Array.from({ length: this.amount }, (_, index) => ({ name: `pc-${index}` }))
    return spendMak.run(TESTER, { keyId, machines, reason: 'model', idempotencyKey: this.idempotencyKey })
  }
  override again(model: Model) {
    return { ok: true, balance: model.balance, entered: 0 }
  }
}

const key = fc.nat({ max: 12 })
const amount = fc.integer({ min: 1, max: 9 })
const commands = fc.commands(
  [
    fc.tuple(key, amount).map(([k, a]) => new Grant(k, a)),
    fc.tuple(key, amount).map(([k, a]) => new Correct(k, a)),
    fc.tuple(key, amount).map(([k, a]) => new Report(k, a)),
    fc.tuple(key, amount).map(([k, a]) => new Spend(k, a)),
    fc.tuple(key, amount).map(([k, a]) => new Spend(k, a)),
  ],
  { maxCommands: 40 },
)

it('does what the simple model does, whatever is entered in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      await emptyLedgers(database.pool)
      const model: Model = { balance: 0, granted: 0, reported: undefined, entered: new Map() }
      await fc.asyncModelRun(async () => ({ model, real: { keyId: await addTestMak(database.pool) } }), list)
      expect(await ledgerDifferences(database.pool)).toEqual([])
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 10) },
  )
}, 120_000)
