import { describe, expect, it } from 'vitest'
import { whatIfJson } from '@/lib/activation/whatif/answer-json'
import { whatIf } from '@/lib/activation/whatif/whatif'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { NotPermitted } from '@/lib/data/permission'
import { loadPlanInputs, loadPlanPage } from '@/lib/data/plan/plan-page'
import { loadFleetPattern } from '@/lib/data/whatif/fleet-pattern'
import { writeWhatIfFile } from '@/lib/data/whatif/what-if-file'
import { loadWhatIfAnswer, loadWhatIfRun, reportWhatIf } from '@/lib/data/whatif/what-if-store'
import { loadSampleFleet } from '../sample/sample-fleet'
import { savePlan } from './plan-versions'
import { runWhatIf } from './run-what-if'
import { cancelWhatIf, noteWhatIf, planWhatIf } from './what-if'

withTestDatabase()
const admin = systemActor('test')
const manager = userActor({ id: 'm', name: 'Mia', role: 'manager' })
const helpdesk = userActor({ id: 'h', name: 'Hal', role: 'helpdesk' })
const now = new Date()
const on = now.toISOString().slice(0, 10)
const retire = { days: 200, changes: [{ kind: 'retireHost', host: 'kms02.sample.example', on }] }

async function ask(question: unknown): Promise<string> {
  const outcome = await noteWhatIf.run(admin, { question }, { now })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.id
}

describe('a what-if in the console', () => {
  it('names the same machines as the command line, and is kept under its address', async () => {
    await loadSampleFleet(now)
    const id = await ask(retire)
    expect(await loadWhatIfRun(manager, id)).toMatchObject({ state: 'waiting', progress: 0 })
    await expect(loadWhatIfRun(helpdesk, id)).rejects.toThrow(NotPermitted)
    await runWhatIf(id, now)
    expect(await loadWhatIfRun(manager, id)).toMatchObject({ state: 'done', progress: 100 })
    const done = await loadWhatIfAnswer(id)
    const pattern = await loadFleetPattern(now.getTime())
    const told = whatIf(pattern, retire as never, now.getTime())
    if (!told.ok) throw new Error(told.problem)
    const { lapses, ...answer } = whatIfJson(told.answer, retire as never, pattern)
    expect(done?.lapses).toEqual(lapses)
    expect(done?.answer.sentence).toBe(answer.sentence)
    const csv = await writeWhatIfFile({ id, as: 'csv', permissions: ['plan.read'] })
    expect(String(csv).trim().split('\r\n')).toHaveLength(lapses.length + 1)
  }, 180_000)

  it.each([
    [{ days: 200, changes: [{ kind: 'retireHost', on }] }, 'changes[0].host'],
    [{ days: 0, changes: [] }, 'days'],
    [{ days: 20, changes: [{ kind: 'dance' }] }, 'changes[0].kind'],
    ['nonsense', '$'],
  ])('is refused with the path of what is wrong: %j', async (question, path) => {
    expect(await noteWhatIf.run(admin, { question })).toMatchObject({ refusal: { kind: 'wrongInput', path } })
    expect(await noteWhatIf.run(manager, { question })).toMatchObject({ refusal: { kind: 'notPermitted' } })
  })

  it('says in a sentence why a question of this fleet has no answer', async () => {
    const id = await ask({ days: 20, changes: [{ kind: 'retireHost', host: 'nobody.example', on }] })
    await runWhatIf(id, now)
    const run = await loadWhatIfRun(manager, id)
    expect(run).toMatchObject({ state: 'failed' })
    expect(run?.problem).toMatch(/^Change 1: its host is not a known KMS host\. Known are /)
  })

  it('stops where it is cancelled, and is over only once', async () => {
    const id = await ask(retire)
    expect(await cancelWhatIf.run(admin, { id })).toMatchObject({ ok: true })
    await runWhatIf(id, now)
    expect(await reportWhatIf(id, 50)).toBe(false)
    expect(await loadWhatIfRun(manager, id)).toMatchObject({ state: 'cancelled', progress: 0 })
    expect(await cancelWhatIf.run(admin, { id })).toMatchObject({ refusal: { kind: 'alreadyOver' } })
  })

  it('becomes steps of the plan, once', async () => {
    const id = await ask({ days: 30, changes: [{ kind: 'addHost', host: 'kms09.sample.example', on }] })
    expect(await planWhatIf.run(admin, { id })).toMatchObject({ refusal: { kind: 'notDone' } })
    await runWhatIf(id, now)
    expect(await planWhatIf.run(admin, { id })).toMatchObject({ refusal: { kind: 'noPlan' } })
    const { known } = await loadPlanInputs(admin, undefined, now)
    await savePlan.run(admin, { input: known.input, origins: known.origins, note: 'First' })
    expect(await planWhatIf.run(admin, { id })).toMatchObject({ ok: true, number: 2 })
    expect(await planWhatIf.run(admin, { id })).toMatchObject({ refusal: { kind: 'unchanged' } })
    const view = await loadPlanPage(manager, { version: 2 }, now)
    expect(view?.input.scenarios).toMatchObject([{ title: expect.stringContaining('kms09.sample.example') }])
  }, 120_000)
})
