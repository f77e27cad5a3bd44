import { problem } from '@/lib/auth/problem'

/** Why the parameters of a call are refused: a word that nobody knows is never ignored, and one stands there once. */
export function parameterProblem(
  searchParams: URLSearchParams,
  known: readonly string[],
): Response | undefined {
  const names = [...searchParams.keys()]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    return problem(
      400,
      'unknownParameter',
      `There is no parameter ${unknown}. Known are ${known.join(', ')}.`,
    )
  }
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated === undefined) return undefined
  return problem(400, 'repeated', `${repeated} is there twice. Several values stand in one, with commas.`)
}
