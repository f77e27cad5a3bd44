import type { GvlkSuffixGroup } from '../product-table'

/**
 * Last five characters of the public AVMA guest keys. Sources: automatic-vm-activation.md (Microsoft, 2023-09-19); its tab
 * for Server 2025, as four public scripts of administrators copy it.
 */
export const AVMA_SUFFIXES: readonly GvlkSuffixGroup[] = [
  {
    generation: 'Windows Server 2025',
    family: 'server',
    names: {
      VCH67: 'Datacenter',
      '88J4F': 'Datacenter: Azure Edition',
      '9HPQ4': 'Standard',
    },
  },
  {
    generation: 'Windows Server 2022',
    family: 'server',
    names: {
      DV9BG: 'Datacenter',
      VMK3J: 'Datacenter: Azure Edition',
      '78VHK': 'Standard',
    },
  },
  {
    generation: 'Windows Server 2019',
    family: 'server',
    names: {
      WMBMW: 'Datacenter',
      '4GF74': 'Standard',
      HFV28: 'Essentials',
    },
  },
  {
    generation: 'Windows Server 2016',
    family: 'server',
    names: {
      CWG3J: 'Datacenter',
      '4RHYD': 'Standard',
      MHBKQ: 'Essentials',
    },
  },
  {
    generation: 'Windows Server 2012 R2',
    family: 'server',
    names: {
      DV4TW: 'Datacenter',
      MTB6V: 'Standard',
      P36R2: 'Essentials',
    },
  },
]
