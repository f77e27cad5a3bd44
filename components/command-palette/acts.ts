import { THEME_LABEL, type Theme } from '@/lib/format/own-choices'
import { paths, withOpen } from '@/lib/format/paths'
import { takeOnTheme } from '../layout/choice-cookies'

/** What the palette does apart from finding. */
export type Act = 'registerHost' | 'import' | 'addKeys' | 'invite' | 'exportClients' | 'exportLicenses'

/** A row that leads somewhere, gets a file or does it at once. */
interface ActRow {
  id: string
  label: string
  /** what people also type for it */
  words: string
  href?: string
  file?: string
  run?: () => void
}

const ACTS: Readonly<Record<Act, Omit<ActRow, 'id'>>> = {
  registerHost: {
    label: 'Register a KMS host',
    words: 'add new server',
    href: withOpen(paths.kmsHosts(), 'register-host'),
  },
  import: { label: 'Import files or text', words: 'upload paste log evtx csv', href: paths.imports() },
  addKeys: { label: 'Add keys', words: 'mak csvlk new register', href: withOpen(paths.keys(), 'add-keys') },
  invite: {
    label: 'Invite a person',
    words: 'add user colleague role',
    href: withOpen(paths.people(), 'invite'),
  },
  exportClients: {
    label: 'Export all clients',
    words: 'download csv machines',
    file: paths.api.clientsExport(),
  },
  exportLicenses: { label: 'Export all licenses', words: 'download csv', file: paths.api.licensesExport() },
}

const THEMES: readonly Theme[] = ['light', 'dark', 'system']

/** What the text asks to be done, as far as the person may; every word of it stands in the row. */
export function actsFor(text: string, acts: readonly Act[]): ActRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const themes = THEMES.map((theme) => ({
    id: `theme ${theme}`,
    label: `Theme: ${THEME_LABEL[theme]}`,
    words: 'colour mode',
    run: () => takeOnTheme(theme),
  }))
  const rows: ActRow[] = [...acts.map((act) => ({ id: `act ${act}`, ...ACTS[act] })), ...themes]
  return rows.filter((row) => {
    const said = `${row.label} ${row.words}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
}
