/** How a repair can be written. Small: client components use it. */
export const REPAIR_FORMATS = ['nsupdate', 'bind', 'powershell'] as const
export type RepairFormat = (typeof REPAIR_FORMATS)[number]

/** What each is called, the name its file has, and what begins a comment in it. */
export const FORMAT_FACTS = {
  nsupdate: {
    short: 'nsupdate',
    label: 'nsupdate script',
    fileName: 'kms-dns-repair.nsupdate',
    comment: ';',
  },
  bind: { short: 'BIND', label: 'BIND zone lines', fileName: 'kms-dns-repair.zone', comment: ';' },
  powershell: {
    short: 'PowerShell',
    label: 'PowerShell for Windows DNS',
    fileName: 'kms-dns-repair.ps1',
    comment: '#',
  },
} as const satisfies Record<RepairFormat, { short: string; label: string; fileName: string; comment: string }>
