/** Stands where the product key goes until someone with the right reveals it. */
export const KEY_PLACEHOLDER = 'YOUR-PRODUCT-KEY'

export interface Command {
  label: string
  command: string
}

/**
 * The commands that put a confirmation ID into effect on its machine, in an elevated prompt there. slmgr.vbs takes the
 * dashes; the activation ID names the product where several are installed. Source: slmgr.vbs /atp of Windows 7 and later.
 */
export function applyCommands(confirmationId: string, activationId?: string | undefined): Command[] {
  const what = activationId === undefined ? '' : ` ${activationId}`
  const digits = confirmationId.replace(/\D/g, '')
  return [
    {
      label: 'In a console',
      command: `cscript //nologo %windir%\\system32\\slmgr.vbs /atp ${digits}${what}`,
    },
    { label: 'With a dialog', command: `slmgr.vbs /atp ${digits}${what}` },
  ]
}

/** For Office products, in their Office16 folder. */
export function applyOfficeCommand(confirmationId: string): Command {
  const digits = confirmationId.replace(/\D/g, '')
  return { label: 'Office', command: `cscript //nologo ospp.vbs /actcid:${digits}` }
}

/** What brings the installation ID of a machine to light, for import. */
export function readCommands(activationId?: string | undefined): Command[] {
  const what = activationId === undefined ? '' : ` ${activationId}`
  return [
    {
      label: 'Everything, to import',
      command: 'cscript //nologo %windir%\\system32\\slmgr.vbs /dlv > %COMPUTERNAME%.txt',
    },
    { label: 'The installation ID alone', command: `slmgr.vbs /dti${what}` },
  ]
}

/**
 * Activation over the Internet on one machine, elevated: install the key, take it out of the registry again, activate,
 * look. The key stays in the command history of the prompt: close it afterwards.
 */
export function onlineCommands(activationId?: string | undefined, key = KEY_PLACEHOLDER): Command[] {
  const what = activationId === undefined ? '' : ` ${activationId}`
  const slmgr = 'cscript //nologo %windir%\\system32\\slmgr.vbs'
  return [
    { label: 'Install the key', command: `${slmgr} /ipk ${key}` },
    { label: 'Remove it from the registry', command: `${slmgr} /cpky` },
    { label: 'Activate with Microsoft', command: `${slmgr} /ato${what}` },
    { label: 'See the result', command: `${slmgr} /dlv${what}` },
  ]
}
