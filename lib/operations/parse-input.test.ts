import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseInput } from './parse-input'
import { OPERATIONS } from './registry'

const sentencesFor = (schema: z.ZodType, raw: unknown) =>
  (parseInput(schema, raw).error?.issues ?? []).map(({ message }) => message)

test.each([
  ['nothing in a text', z.string(), undefined, 'Fill this in.'],
  ['an empty text', z.string().min(1), '', 'Fill this in.'],
  ['a short text', z.string().min(12), 'x', 'At least 12 characters.'],
  ['a long text', z.string().max(5000), 'x'.repeat(5001), 'At most 5,000 characters.'],
  ['no number', z.number(), Number.NaN, 'Enter a number.'],
  ['half a number', z.int(), 1.5, 'Enter a whole number.'],
  ['a number below zero', z.number().positive(), -1, 'More than 0.'],
  ['a number above', z.number().max(100), 101, 'At most 100.'],
  ['an empty list', z.array(z.string()).min(1), [], 'Enter at least one.'],
  ['a long list', z.array(z.string()).max(1), ['a', 'b'], 'At most 1 entry.'],
  ['another choice', z.enum(['a', 'b']), 'c', 'Choose one of the options.'],
  ['no address', z.email(), 'x', 'Enter an address like name@example.com.'],
])('%s', (_, schema, raw, sentence) => {
  expect(sentencesFor(schema, raw)).toEqual([sentence])
})

test('a schema that has a sentence keeps it', () => {
  expect(sentencesFor(z.string().min(1, 'Enter a name.'), '')).toEqual(['Enter a name.'])
})

const ODD_VALUES = [
  undefined,
  null,
  '',
  'x',
  'x'.repeat(200_000),
  0,
  -1,
  1.5,
  1e12,
  Number.NaN,
  true,
  [],
  [1],
  {},
]

test.each(Object.entries(OPERATIONS))('%s refuses odd input in plain sentences', (_, { input }) => {
  const fields = fieldsOf(z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }))
  const odd = [...ODD_VALUES, ...ODD_VALUES.flatMap((value) => inputsOf(fields, value))]
  for (const sentence of odd.flatMap((raw) => sentencesFor(input, raw))) {
    expect(sentence).not.toMatch(/invalid|expected|received|too (big|small)|unrecognized/i)
    expect(sentence).toMatch(/^["“A-Z\d].*\.$/)
  }
})

/** Each field alone with an odd value, and all of them. */
function inputsOf(fields: readonly string[], value: unknown): Record<string, unknown>[] {
  const all = Object.fromEntries(fields.map((field) => [field, value]))
  return [all, ...fields.map((field) => ({ [field]: value }))]
}

/** The names of all fields in a schema, at any depth. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {} } = schema as { properties?: Record<string, unknown> }
  return [...new Set([...Object.keys(properties), ...Object.values(schema).flatMap(fieldsOf)])]
}
