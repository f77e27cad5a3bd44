import type { GvlkSuffixGroup } from '../product-table'

/** Last five characters of the published client setup keys, Windows. Source: kms-client-activation-keys.md (Microsoft, 2024-10-01). */
export const GVLK_SUFFIXES_WINDOWS: readonly GvlkSuffixGroup[] = [
  {
    generation: 'Windows Server 2025',
    family: 'server',
    names: {
      MY832: 'Standard',
      YP6DF: 'Datacenter',
      '8MCRC': 'Datacenter: Azure Edition',
    },
  },
  {
    generation: 'Windows Server 2022',
    family: 'server',
    names: {
      VMK7H: 'Standard',
      '6VM33': 'Datacenter',
      KHMXV: 'Datacenter: Azure Edition',
    },
  },
  {
    generation: 'Windows Server 2019',
    family: 'server',
    names: {
      J464C: 'Standard',
      '63DFG': 'Datacenter',
      YY726: 'Essentials',
    },
  },
  {
    generation: 'Windows Server 2016',
    family: 'server',
    names: {
      KHKQY: 'Standard',
      '8XDDG': 'Datacenter',
      '4M63B': 'Essentials',
    },
  },
  {
    generation: 'Windows Server (SAC)',
    family: 'server',
    names: {
      '724CC': 'Standard',
      CWH2D: 'Datacenter',
      '9W4KR': 'Standard',
      '7FVDG': 'Datacenter',
      GF6G4: 'Standard',
      BWTG6: 'Datacenter',
    },
  },
  {
    generation: 'Windows 10/11',
    family: 'client',
    names: {
      T83GX: 'Pro',
      GCQG9: 'Pro N',
      '6Q84J': 'Pro for Workstations',
      '6XYWF': 'Pro for Workstations N',
      J447Y: 'Pro Education',
      '66QFC': 'Pro Education N',
      VCFB2: 'Education',
      MDWWJ: 'Education N',
      '2YT43': 'Enterprise',
      KHJW4: 'Enterprise N',
      '4M68B': 'Enterprise G',
      T84FV: 'Enterprise G N',
      J462D: 'Enterprise LTSC',
      '7CG2H': 'Enterprise N LTSC',
      PDQGT: 'IoT Enterprise LTSC',
    },
  },
  {
    generation: 'Windows 10',
    family: 'client',
    names: {
      QJ4BJ: 'Enterprise LTSB 2016',
      '8B639': 'Enterprise N LTSB 2016',
      '76DF9': 'Enterprise LTSB 2015',
      D69TJ: 'Enterprise N LTSB 2015',
    },
  },
  {
    generation: 'Windows Server 2012 R2',
    family: 'server',
    names: {
      MDVJX: 'Standard',
      Q3VJ9: 'Datacenter',
      M4FWM: 'Essentials',
    },
  },
  {
    generation: 'Windows Server 2012',
    family: 'server',
    names: {
      '92BT4': 'Standard',
      CYQJJ: 'MultiPoint Standard',
      QGJ2G: 'MultiPoint Premium',
      '8W83P': 'Datacenter',
      J2MPV: 'Essentials',
    },
  },
  {
    generation: 'Windows Server 2008 R2',
    family: 'server',
    names: {
      '6RTM4': 'Web',
      '9QCTX': 'HPC edition',
      R7VHC: 'Standard',
      CPX3Y: 'Enterprise',
      '7M648': 'Datacenter',
      CB83V: 'for Itanium-based Systems',
    },
  },
  {
    generation: 'Windows Server 2008',
    family: 'server',
    names: {
      M249D: 'Web',
      BFGM2: 'Standard',
      '6FFFJ': 'Standard without Hyper-V',
      X4Q6V: 'Enterprise',
      G3FPG: 'Enterprise without Hyper-V',
      '6X7HP': 'HPC',
      TCBY3: 'Datacenter',
      G3QQC: 'Datacenter without Hyper-V',
      PDRHK: 'for Itanium-Based Systems',
    },
  },
  {
    generation: 'Windows 8.1',
    family: 'client',
    names: {
      '9D6T9': 'Pro',
      B4FXY: 'Pro N',
      MKKG7: 'Enterprise',
      JFFXW: 'Enterprise N',
    },
  },
  {
    generation: 'Windows 8',
    family: 'client',
    names: {
      J8CK4: 'Pro',
      '2RYQQ': 'Pro N',
      CWCK7: 'Enterprise',
      X2BQT: 'Enterprise N',
    },
  },
  {
    generation: 'Windows 7',
    family: 'client',
    names: {
      GPDD4: 'Professional',
      QY7MG: 'Professional N',
      GF7QX: 'Professional E',
      HVTHH: 'Enterprise',
      XCKRJ: 'Enterprise N',
      H9DH4: 'Enterprise E',
    },
  },
  {
    generation: 'Windows Vista',
    family: 'client',
    names: {
      '2V3X8': 'Business',
      VMQBT: 'Business N',
      '4BWMV': 'Enterprise',
      XJXKV: 'Enterprise N',
    },
  },
]
