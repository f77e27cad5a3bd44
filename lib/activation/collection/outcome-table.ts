/** How an attempt to read a machine can end. The collector sends these words (public/collector). */
export const COLLECTION_OUTCOMES = [
  'read',
  'nameUnknown',
  'unreachable',
  'refused',
  'denied',
  'deniedLocalAccount',
  'trustMissing',
  'timedOut',
  'classMissing',
  'wmiBroken',
  'serviceStopped',
  'notWindows',
] as const

export type CollectionOutcome = (typeof COLLECTION_OUTCOMES)[number]

/** The way to the machine that was tried: on the machine itself, over WinRM, over DCOM. */
export const COLLECTION_WAYS = ['local', 'winrm', 'dcom'] as const

export type CollectionWay = (typeof COLLECTION_WAYS)[number]

interface OutcomeFacts {
  /** Continues "WinRM" or "DCOM", or stands alone where the way does not matter. */
  words: string
  /** The way belongs into the words: 'WinRM refused'. */
  namesWay?: true
  /** What to do about it; absent when nothing is wrong. */
  remedy?: string
  command?: string
}

/**
 * What each outcome means and what to do about it. Sources: WMI troubleshooting and securing remote connections
 * (learn.microsoft.com/windows/win32/wmisdk), WinRM installation and configuration (win32/winrm), KB951016 (remote UAC).
 */
export const OUTCOMES: Readonly<Record<CollectionOutcome, OutcomeFacts>> = {
  read: { words: 'read' },
  nameUnknown: {
    words: 'name not found',
    remedy:
      'DNS has no address for this name. Check its spelling and suffix, or remove the computer account.',
    command: 'Resolve-DnsName NAME',
  },
  unreachable: {
    words: 'no answer',
    remedy:
      'Neither port 5985 nor 135 answered: the machine is off, away, or a firewall drops the packets. Try again when it is on, or install the collector on it.',
    command: 'Test-NetConnection NAME -Port 5985',
  },
  refused: {
    words: 'refused',
    namesWay: true,
    remedy:
      'The machine is on, but nothing listens: turn on WinRM by Group Policy, and open port 5985 to the workstation that collects.',
    command: 'winrm quickconfig',
  },
  denied: {
    words: 'access denied',
    namesWay: true,
    remedy: 'The account may not read it. Use an account that is a local administrator on the machine.',
  },
  deniedLocalAccount: {
    words: 'access denied to a local account',
    namesWay: true,
    remedy:
      'Remote UAC takes the rights from local administrators over the network. Use a domain account that is a local administrator.',
  },
  trustMissing: {
    words: 'not trusted',
    namesWay: true,
    remedy:
      'Kerberos could not prove who it is: an address instead of a name, a workgroup, or a domain without trust. Use its full name, or WinRM over HTTPS.',
  },
  timedOut: {
    words: 'timed out',
    namesWay: true,
    remedy:
      'It connected and did not finish in time, as a machine that goes to sleep does. Try again when it is awake; if it stays so, check the WMI service on it.',
    command: 'winmgmt /verifyrepository',
  },
  classMissing: {
    words: 'licensing classes missing',
    remedy:
      'WMI answers but does not know the licensing classes: its repository lost them, or this is no Windows that volume activation covers.',
    command: 'mofcomp %SystemRoot%\\System32\\wbem\\sppwmi.mof',
  },
  wmiBroken: {
    words: 'WMI failed',
    remedy:
      'WMI on the machine answers with an error. Verify its repository and restart the service Winmgmt.',
    command: 'winmgmt /verifyrepository',
  },
  serviceStopped: {
    words: 'Software Protection service stopped',
    remedy: 'The service sppsvc is disabled or cannot start. Set it to automatic (delayed) and start it.',
    command: 'sc.exe query sppsvc',
  },
  notWindows: {
    words: 'not Windows',
    remedy: 'Something else answers under this name. Remove it from the list.',
  },
}
