const LONGEST = 63

/**
 * A machine name made of a file's: 'Lab PC 07 (dlv).txt' gives 'lab-pc-07-dlv'. Used only when a person says
 * that files are named by their machines; undefined where nothing of a name is left.
 */
export function machineNameOfFile(fileName: string): string | undefined {
  const base = fileName.replace(/^.*[\\/]/, '').replace(/\.(txt|log|out|csv|json|xml|list|cilx?)$/i, '')
  const name = base
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return name === '' ? undefined : name
}
