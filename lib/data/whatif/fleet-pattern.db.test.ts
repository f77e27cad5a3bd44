import { expect, it } from 'vitest'
import { simulate } from '@/lib/activation/simulation/simulate'
import { PatternBook } from '@/lib/activation/whatif/gather-pattern'
import { whatIf } from '@/lib/activation/whatif/whatif'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { withTestDatabase } from '../database.testing'
import { loadFleetPattern } from './fleet-pattern'

withTestDatabase()

const WINDOWS_10 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const SERVER_2022 = '9bd77860-9b31-4b7b-96ad-2564017315bf'
const START = Date.parse('2026-01-01T00:00:00Z')
const NOW = START + 60 * 86_400_000

it('gives the same answer from the record as from the observations that were recorded', async () => {
  const observations = [
    ...simulate({
      start: new Date(START).toISOString(),
      days: 60,
      hosts: [
        { name: 'kms01.corp.example', keys: ['server-2022'] },
        { name: 'kms02.corp.example', keys: ['server-2019'] },
      ],
      clients: [
        { name: 'pc{n}.corp.example', count: 40, activationId: WINDOWS_10 },
        { name: 'set{n}.lab.example', count: 5, activationId: WINDOWS_10, host: 'kms01.corp.example' },
        { name: 'srv{n}.corp.example', count: 8, activationId: SERVER_2022 },
      ],
    }),
  ]
  const book = new PatternBook(NOW)
  for (const observation of observations) book.take(observation)
  await recordObservations(
    { observations: observations.map((observation, place) => ({ line: place + 1, observation })) },
    new Date(NOW),
  )
  const question = {
    days: 260,
    changes: [{ kind: 'retireHost' as const, host: 'kms01.corp.example', on: '2026-03-10' }],
  }
  const told = whatIf(book.pattern(), question, NOW)
  const recorded = whatIf(await loadFleetPattern(NOW), question, NOW)
  if (!told.ok || !recorded.ok) throw new Error('refused')
  const lapses = ({ answer }: typeof told) =>
    answer.lapses
      .map(({ machine, on, because }) => `${machine} ${because} ${Math.round(on / 86_400_000)}`)
      .sort()
  expect(lapses(recorded)).toHaveLength(13)
  expect(lapses(recorded)).toEqual(lapses(told))
})
