/** How much the browser tests do: npm test a sample of what npm run test:long does in whole. */

export const IS_LONG = Boolean(process.env.TEST_LONG)

/** One in so many. No size of a list of odd values, so that each kind has its turn. */
const SAMPLED = 7

/** All, or each seventh. */
export function sample<Item>(all: readonly Item[]): Item[] {
  return all.filter((_, at) => IS_LONG || at % SAMPLED === 0)
}
