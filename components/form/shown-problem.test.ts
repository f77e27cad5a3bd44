import { describe, expect, test } from 'vitest'
import {
  fieldProblem,
  NOTHING_ANSWERED,
  placed,
  problemOf,
  problemWithoutAnswer,
  SIGNED_OUT,
  wholeProblem,
} from './shown-problem'

describe('what a form shows for an answer', () => {
  test.each([
    ['done', { kind: 'done', answer: undefined }, undefined],
    [
      'refused as a whole',
      { kind: 'refused', sentence: 'The zone is gone.', fields: {} },
      { sentence: 'The zone is gone.', fields: {} },
    ],
    [
      'refused at a field',
      { kind: 'refused', fields: { reason: 'Say why.' } },
      { sentence: undefined, fields: { reason: 'Say why.' } },
    ],
    ['signed out', { kind: 'signedOut' }, { sentence: SIGNED_OUT, fields: {}, signIn: true }],
    ['failed', { kind: 'failed', sentence: 'Under 1234.' }, { sentence: 'Under 1234.', fields: {} }],
  ] as const)('%s', (_, result, problem) => {
    expect(problemOf(result)).toEqual(problem)
  })

  test('nothing answered: it says so, and that nothing typed is lost', () => {
    expect(problemWithoutAnswer('connection').sentence).toBe(NOTHING_ANSWERED)
    expect(NOTHING_ANSWERED).toContain('What you typed is still here')
  })

  test('a server that takes too long: it may have been done', () => {
    expect(problemWithoutAnswer('late')).toMatchObject({ isOpen: true })
    expect(problemWithoutAnswer('late').sentence).toMatch(/^No answer yet/)
  })

  test('a page older than the server is told to load again', () => {
    expect(problemWithoutAnswer('outdated').sentence).toContain('reload the page')
  })
})

describe('where it stands', () => {
  const problem = { sentence: 'Not like this.', fields: { name: 'Too long.', keyId: 'No such key.' } }

  test('a field that is not on the screen is told with the whole', () => {
    expect(placed(problem, (field) => field === 'name')).toEqual({
      sentence: 'Not like this. No such key.',
      fields: { name: 'Too long.' },
    })
  })

  test('without a form everything is one text, each sentence once', () => {
    expect(wholeProblem({ fields: { 'ids.0': 'No such id.', 'ids.1': 'No such id.' } })).toBe('No such id.')
    expect(wholeProblem({ fields: {} })).toBe('Check the form and try again.')
  })

  test('what is inside a field belongs to the field', () => {
    expect(fieldProblem({ 'machines.0.name': 'Too long.' }, 'machines')).toBe('Too long.')
    expect(fieldProblem({ machinesLeft: 'Too few.' }, 'machines')).toBeUndefined()
  })
})
