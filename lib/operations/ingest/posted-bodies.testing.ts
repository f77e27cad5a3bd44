/** What post number so-and-so of a test holds: ten readings of machines of its own. */
export function bodyOf(post: number): string {
  return JSON.stringify(
    Array.from({ length: 10 }, (_, machine) => ({
      ...{ kind: 'license', observedAt: '2026-11-20T08:00:00Z', status: 'licensed' },
      client: { name: `pc-${post}-${machine}.corp.example` },
      product: { name: 'Windows(R), Enterprise edition', channel: 'KMS client', partialKey: '8HM64' },
    })),
  )
}
