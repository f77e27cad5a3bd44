import { expect, test } from 'vitest'
import { actionProblem } from './action-problem'

test.each([
  ['an operation that refused', { data: { problem: 'The zone is gone.' } }, 'The zone is gone.'],
  ['a failure of the server', { serverError: 'This did not work.' }, 'This did not work.'],
  [
    'a field the server refused',
    { validationErrors: { formErrors: [], fieldErrors: { reason: ['At most 500 characters.'] } } },
    'At most 500 characters.',
  ],
  ['a refusal without words', { validationErrors: {} }, 'Check the form and try again.'],
  ['a success', { data: {} }, undefined],
  ['an answer without data', undefined, undefined],
])('%s', (_, answer, words) => {
  expect(actionProblem(answer)).toBe(words)
})
