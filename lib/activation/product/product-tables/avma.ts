import type { GvlkSuffixGroup } from '../product-table'

/** Last five characters of the public AVMA guest keys. Source: automatic-vm-activation.md (Microsoft, 2023-09-19). */
export const AVMA_SUFFIXES: readonly GvlkSuffixGroup[] = [
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
