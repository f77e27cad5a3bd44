import { isJsonObject, plainValue, textUnder, valueUnder } from '../cim/json-object'
import type { Sample } from './prometheus-lines'

/** A result of Prometheus' HTTP API: `{"metric": {"__name__": …}, "value": [1764400000, "5"]}`. */
export const OF_API = /"metric"\s{0,20}:\s{0,20}\{[^{}]{0,4000}"__name__"\s{0,20}:\s{0,20}"([^"]{1,200})"/g

const MOST_RESULTS = 100_000

/** The samples in an answer of the API, with the line of each; absent for other objects. Of a range the last value holds. */
export function samplesInJson(
  root: unknown,
  json: string,
  firstLine: number,
): [line: number, Sample][] | undefined {
  const data = isJsonObject(root) ? valueUnder(root, ['data']) : undefined
  const results = isJsonObject(data) ? valueUnder(data, ['result']) : undefined
  if (!Array.isArray(results)) return undefined
  const places = placesOf(json, firstLine)
  return results
    .filter(isJsonObject)
    .slice(0, MOST_RESULTS)
    .flatMap((result, index): [number, Sample][] => {
      const labels = valueUnder(result, ['metric'])
      const values = valueUnder(result, ['values'])
      const value = Array.isArray(values) ? values.at(-1) : valueUnder(result, ['value'])
      if (!isJsonObject(labels) || !Array.isArray(value)) return []
      const metric = textUnder(labels, ['__name__']) ?? ''
      const texts = Object.entries(labels).map(([name, text]): [string, string] => [
        name,
        plainValue(text) ?? '',
      ])
      const sample = { metric, labels: new Map(texts), value: Number(value[1] ?? Number.NaN), help: '' }
      return [[places[index] ?? firstLine, sample]]
    })
}

/** The line of each result, by its "metric". */
function placesOf(json: string, firstLine: number): number[] {
  const places: number[] = []
  let line = firstLine
  let from = 0
  for (const { index } of json.matchAll(/"metric"\s{0,20}:\s{0,20}\{/g)) {
    line += json.slice(from, index).split('\n').length - 1
    from = index
    places.push(line)
  }
  return places
}
