import { describe, expect, it } from 'vitest'
import { runStages } from './run-stages'
import type { Count, Stage } from './stage'
import { countPlaywright } from './stages'

const stage = (name: string, rest: Partial<Stage> = {}): Stage => ({ name, command: [name], ...rest })

/** Runs them, each ending a turn after it began, and answers what happened in order. */
async function happened(stages: Stage[], failing: string[] = []): Promise<string[]> {
  const events: string[] = []
  const run = async ({ name }: Stage): Promise<Count> => {
    events.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    events.push(`${name} ends`)
    return failing.includes(name) ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 }
  }
  const skip = ({ name }: Stage): Count => {
    events.push(`${name} left out`)
    return { passed: 0, failed: 1 }
  }
  await runStages(stages, run, skip)
  return events
}

describe('The stages of npm test', () => {
  it('run two at a time, in their order', async () => {
    expect(await happened([stage('a'), stage('b'), stage('c')])).toEqual([
      'a begins',
      'b begins',
      'a ends',
      'c begins',
      'b ends',
      'c ends',
    ])
  })

  it('have nothing beside them when they are to run alone', async () => {
    expect(await happened([stage('a'), stage('b', { alone: true }), stage('c', { after: 'b' })])).toEqual([
      'a begins',
      'a ends',
      'b begins',
      'b ends',
      'c begins',
      'c ends',
    ])
  })

  it('wait for the stage whose files they read, and run also when it failed', async () => {
    const events = await happened([stage('a'), stage('b', { after: 'a' })], ['a'])
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('are left out when what they need has failed', async () => {
    const events = await happened([stage('a'), stage('b', { needs: 'a' })], ['a'])
    expect(events).toEqual(['a begins', 'a ends', 'b left out'])
  })

  it('run without the stage they need when only they are asked for', async () => {
    expect(await happened([stage('b', { needs: 'a' })])).toEqual(['b begins', 'b ends'])
  })
})

describe('The count of browser tests', () => {
  it('counts a test that passed when tried again as passed, and names it', () => {
    const spec = (title: string, status: string) => ({ title, file: 'keyboard.spec.ts', tests: [{ status }] })
    const report = {
      stats: { expected: 1, unexpected: 1, flaky: 1 },
      errors: [],
      suites: [
        {
          specs: [spec('one', 'expected'), spec('two', 'unexpected')],
          suites: [{ specs: [spec('three', 'flaky')] }],
        },
      ],
    }
    expect(countPlaywright(report)).toEqual({
      passed: 2,
      failed: 1,
      unsteady: ['keyboard.spec.ts: three'],
    })
  })
})
