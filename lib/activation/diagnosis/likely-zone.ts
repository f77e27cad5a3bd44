import { nearestWord } from '../words/nearest'

/** The known zone that a machine's zone was probably meant to be: a slip of the finger, or another ending. */
export function likelyZone(zone: string, known: readonly string[]): string | undefined {
  const near = nearestWord(zone, known)
  if (near !== undefined) return near
  const [label] = zone.split('.')
  const alike = known.filter((one) => one.split('.')[0] === label)
  return alike.length === 1 ? alike[0] : undefined
}
