/** Words that name what is in a file, not the machine it is from. */
const NOT_A_MACHINE =
  /^(new|neu|copy|text|txt|file|log|logs|output|out|result|results|export|import|report|list|test|sample|example|untitled|document|data|slmgr|cscript|ospp|dlv|dli|xpr|dstatus|kms|kmshost|host|client|clients|event|events|application|system|license|licenses|licensing|activation|status|vamt|products|pasted)$/i

const MACHINE_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,14})(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i

/**
 * The machine a file named HOST.txt is from: 'WS-0412.corp.example.txt' gives 'ws-0412.corp.example'. A first
 * label longer than the 15 characters of a computer name, or one made of words such as 'slmgr-output', is no
 * machine. It is only a suggestion: a text that names its machine is believed instead.
 */
export function suggestedHostName(fileName: string): string | undefined {
  const base = fileName.replace(/^.*[\\/]/, '')
  const name = base.replace(/\.(txt|log|out|csv|json|xml|list)$/i, '').trim()
  if (name === base || !MACHINE_NAME.test(name)) return undefined
  const label = name.split('.')[0] ?? ''
  if (label.endsWith('-') || /^\d+$/.test(label)) return undefined
  const words = label.split('-').filter((word) => !/^\d*$/.test(word))
  if (words.every((word) => NOT_A_MACHINE.test(word))) return undefined
  return name.toLowerCase()
}

const LONGEST = 63

/**
 * A machine name made of a file's, whatever it is: 'Lab PC 07 (dlv).txt' gives 'lab-pc-07-dlv'. Used only when a
 * person confirms that files are named after their machines; undefined where nothing of a name is left.
 */
export function machineNameOfFile(fileName: string): string | undefined {
  const base = fileName.replace(/^.*[\\/]/, '').replace(/\.(txt|log|out|csv|json|xml|list|cilx?)$/i, '')
  const name = base
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/[-.]*\.[-.]*/g, '.')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return name === '' ? undefined : name
}
