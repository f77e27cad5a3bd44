/** The hosts meant by full names or first labels: 'kms02' means kms02.corp.example. */
export function hostsNamed(hosts: readonly string[], wanted: readonly string[]): string[] {
  const asked = wanted.map((name) => name.toLowerCase())
  return hosts.filter((host) => asked.includes(host) || asked.includes(host.split('.')[0] ?? host))
}

/** The labels meant: those that are exactly one of the wanted, else those that contain it. */
export function labelsLike(labels: readonly string[], wanted: readonly string[]): string[] {
  return wanted.flatMap((word) => {
    const exact = labels.filter((label) => label === word)
    if (exact.length > 0) return exact
    return labels.filter((label) => label.toLowerCase().includes(word.toLowerCase()))
  })
}

/** The channels meant, whatever their case, by how they begin: 'kms' means 'KMS client' and 'KMS host'. */
export function sameWord(channels: readonly string[], wanted: readonly string[]): string[] {
  return wanted.flatMap((word) => {
    const exact = channels.filter((channel) => channel === word)
    if (exact.length > 0) return exact
    return channels.filter((channel) => channel.toLowerCase().startsWith(word.toLowerCase()))
  })
}
