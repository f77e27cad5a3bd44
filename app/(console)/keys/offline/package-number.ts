/** A number of a package or a request in an address; undefined for anything else. */
export function parsePackageNumber(text: string | string[] | undefined): number | undefined {
  if (typeof text !== 'string' || !/^[1-9]\d{0,8}$/.test(text)) return undefined
  return Number(text)
}
