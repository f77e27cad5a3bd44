/**
 * The same machine is named now by its short name, now by its FQDN. A short name belongs to the FQDN with the
 * same first label when both were seen with the same CMID, unless there are several such FQDNs: the rule by which
 * the record joins names. cmids: what each name, in lower case, was seen with. Returns the FQDN of each short
 * name that has one.
 */
export function joinedNames(cmids: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, string> {
  const fqdns = Map.groupBy(
    [...cmids.keys()].filter((name) => name.includes('.')),
    (name) => name.slice(0, name.indexOf('.')),
  )
  const joined = new Map<string, string>()
  for (const [name, seen] of cmids) {
    if (name.includes('.')) continue
    const candidates = (fqdns.get(name) ?? []).filter((fqdn) => shareOne(seen, cmids.get(fqdn)))
    const [only] = candidates
    if (only !== undefined && candidates.length === 1) joined.set(name, only)
  }
  return joined
}

const shareOne = (some: ReadonlySet<string>, others: ReadonlySet<string> | undefined) =>
  others !== undefined && [...some].some((one) => others.has(one))
