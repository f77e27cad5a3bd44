/**
 * Office licensing names, such as "Office 16, OfficeKMSHostVL_KMS_Host edition" or
 * "Office 21, Office21ProPlus2021VL_KMS_Client_AE edition", taken apart. Sources write the same product
 * with and without the version in the second half and with and without "_AE".
 */
export interface OfficeName {
  /** 14 (2010), 15 (2013), 16, 19, 21, 24. */
  major: number
  /** 'ProPlus2021VL_KMS_Client' */
  code: string
}

const MAJOR_BY_YEAR: Readonly<Record<string, number>> = {
  2010: 14,
  2013: 15,
  2016: 16,
  2019: 19,
  2021: 21,
  2024: 24,
}

/** The major version of a generation name such as 'Office LTSC 2021'. */
export function officeMajorOf(generation: string): number {
  return MAJOR_BY_YEAR[/\d{4}/.exec(generation)?.[0] ?? ''] ?? 16
}

/** The year in the name of a major version: 2021 for 21; 2016 for one that is not known. */
export function officeYearOf(major: number): number {
  const entry = Object.entries(MAJOR_BY_YEAR).find(([, value]) => value === major)
  return Number(entry?.[0] ?? 2016)
}

/** Takes an Office product name apart; absent when it is no Office name. */
export function parseOfficeName(name: string | undefined): OfficeName | undefined {
  const parts = /^\s*(?:Microsoft )?Office (\d{2,4})\s*,\s*(.+?)(?:\s+edition)?\s*$/i.exec(name ?? '')
  const version = parts?.[1]
  const rest = parts?.[2]
  if (version === undefined || rest === undefined) return undefined
  const own = /^Office(\d{2})?[_-]?(.*)$/i.exec(rest)
  const major = own?.[1] === undefined ? (MAJOR_BY_YEAR[version] ?? Number(version)) : Number(own[1])
  const code = (own?.[2] ?? rest).replace(/_AE\d*$/i, '')
  return { major, code }
}

/** One spelling for the same Office product: 'proplus2021vl-kms-client' of major 21 as '21-...'. */
export function officeSlug(name: OfficeName): string {
  const code = name.code.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return `${name.major}-${code.replace(/^-|-$/g, '')}`
}
