/** Minutes after an ISO 8601 time, as ISO 8601 UTC. */
export function minutesAfter(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString()
}
