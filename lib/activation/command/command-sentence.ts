import type { GlossaryEntry } from '../words/glossary'
import type { ToldCommand } from './judge-command'
import { SWITCHES, type Switch } from './switch-table'

const NEEDS: Readonly<Record<Switch['needs'], string>> = {
  elevated: 'It needs an elevated prompt',
  online: 'Through KMS it needs no elevation; with Microsoft, over the Internet, it does',
  any: 'It needs no elevation, though with it more is shown',
  directory: 'It needs rights in the configuration partition of the forest, not on the machine',
}

const FAULTS: Readonly<Record<NonNullable<ToldCommand['fault']>, string>> = {
  withoutId:
    'As it stands, without an activation ID, it takes the key of every Windows product on the machine that is no add-on. Give the ID, as slmgr.vbs /dlv shows it; to change a key, slmgr.vbs /ipk alone does.',
  bareIpv6:
    'As it stands it fails: the script takes a bare IPv6 address apart at its colons. Set the name of the host instead.',
}

/** What a command does, what it needs, and what to beware of, as sentences. */
export function sayCommand({ of, fault }: ToldCommand): string {
  const beware = fault === undefined ? of.beware && `${of.beware}.` : FAULTS[fault]
  return [`${of.does}.`, beware, `${NEEDS[of.needs]}.`].filter(Boolean).join(' ')
}

const SOURCE = 'slmgr.vbs options (Microsoft)'

/** The switches as words of the reference. */
export const SWITCH_WORDS: readonly GlossaryEntry[] = SWITCHES.map((of) => ({
  word: `slmgr.vbs ${of.name}`,
  meaning: sayCommand({ of }).replace(/\.$/, ''),
  source: SOURCE,
}))
