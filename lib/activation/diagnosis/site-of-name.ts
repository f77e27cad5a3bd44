/** What machines of a place have in common in many fleets: 'ber' of 'ber-kiosk-037.corp.example'. Absent without a hyphen. */
export function siteOf(name: string): string | undefined {
  return /^([a-z]{2,})[-_]/i.exec(name)?.[1]?.toLowerCase()
}
