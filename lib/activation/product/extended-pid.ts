/**
 * The extended product ID (ePID) of a product or KMS host:
 * platform-group-serial3-serial6-channel-language-build.0000-dayYear, for example
 * 06401-00206-491-411285-03-1031-9600.0000-0802017.
 */
export interface ExtendedPid {
  /** '06401' */
  platform: string
  /** '00206'; which pool of keys the key came from. */
  group: string
  /** '491-411285' */
  serial: string
  channel: 'retail' | 'oem' | 'volume' | 'other'
  channelNumber: string
  /** Windows language ID of the installer, 1033 for English (United States). */
  language: number
  build: number
  /** Day of year and year on which the ID was made. */
  day: number
  year: number
}

const SHAPE = /^(\d{5})-(\d{5})-(\d{3})-(\d{6})-(\d{2})-(\d{4,5})-(\d{4,5})\.0000-(\d{3})(\d{4})$/

const CHANNELS: Readonly<Record<string, ExtendedPid['channel']>> = {
  '00': 'retail',
  '02': 'oem',
  '03': 'volume',
}

/** The generation each platform number belongs to (seen in KMS host output). */
const PLATFORM_GENERATIONS: Readonly<Record<string, string>> = {
  '55041': 'Windows 7 / Server 2008 R2',
  '05426': 'Windows 8 / Server 2012',
  '06401': 'Windows 8.1 / Server 2012 R2',
  '03612': 'Windows 10 / Server 2016 or later',
}

/** Takes an extended PID apart; absent when the text has another shape or is masked. */
export function parseExtendedPid(text: string | undefined): ExtendedPid | undefined {
  const parts = SHAPE.exec((text ?? '').trim())
  if (parts === null) return undefined
  const [, platform = '', group = '', serial3 = '', serial6 = '', channelNumber = ''] = parts
  const [language = 0, build = 0, day = 0, year = 0] = parts.slice(6).map(Number)
  return {
    platform,
    group,
    serial: `${serial3}-${serial6}`,
    channel: CHANNELS[channelNumber] ?? 'other',
    channelNumber,
    language,
    build,
    day,
    year,
  }
}

/** The text of an extended PID; the inverse of parseExtendedPid. */
export function printExtendedPid(pid: ExtendedPid): string {
  const made = `${String(pid.day).padStart(3, '0')}${pid.year}`
  return [
    pid.platform,
    pid.group,
    pid.serial,
    pid.channelNumber,
    pid.language,
    `${pid.build}.0000`,
    made,
  ].join('-')
}

/** 'Windows 8.1 / Server 2012 R2' for the platform number of an ePID; absent for an unknown one. */
export function platformGeneration(pid: ExtendedPid): string | undefined {
  return PLATFORM_GENERATIONS[pid.platform]
}
