import { digitsOf, inGroupsOf, type NumberDamage, symbolDamage, writtenGroups } from './number-damage'

/**
 * Lengths of an installation ID: nine groups each. 54 digits up to Windows 7 and Server 2008 R2, 63 from Windows 8
 * and Server 2012 on (slmgr.vbs of each generation and Microsoft's activation pages).
 */
export const INSTALLATION_ID_SHAPES = [
  { digits: 54, groupSize: 6, systems: 'Windows 7, Server 2008 R2 and earlier' },
  { digits: 63, groupSize: 7, systems: 'Windows 8, Server 2012 and later' },
] as const

export type ParsedInstallationId =
  | { ok: true; digits: string; groupSize: 6 | 7 }
  | { ok: false; damage: NumberDamage }

const NEEDED = '54 or 63'

/** Reads a printed or typed installation ID, with or without groups; tells what is wrong with one that cannot be used. */
export function parseInstallationId(text: string): ParsedInstallationId {
  const damage = symbolDamage(text)
  if (damage !== undefined) return { ok: false, damage }
  const digits = digitsOf(text)
  const shape = INSTALLATION_ID_SHAPES.find((one) => one.digits === digits.length)
  if (shape !== undefined) return { ok: true, digits, groupSize: shape.groupSize }
  return { ok: false, damage: lengthDamage(text, digits) }
}

function lengthDamage(text: string, digits: string): NumberDamage {
  const groups = writtenGroups(text)
  const size = Math.max(...groups.map((group) => group.length))
  const short = groups.findIndex((group) => group.length < size)
  const group = groups[short]
  if (groups.length === 9 && group !== undefined && (size === 6 || size === 7)) {
    return { kind: 'lostZero', group: short + 1, digits: group.length, needed: size }
  }
  const kind = digits.length > 63 ? 'tooLong' : 'tooShort'
  return { kind, digits: digits.length, needed: NEEDED }
}

/** The nine groups in which Windows shows it and Microsoft asks for it; as many as there are of another length. */
export function installationIdGroups(digits: string): string[] {
  return inGroupsOf(digits, digits.length === 63 ? 7 : 6)
}

/** '012345-678901-...': dashes keep it a text in every spreadsheet, where blanks may stand between thousands. */
export function writeInstallationId(digits: string): string {
  return installationIdGroups(digits).join('-')
}
