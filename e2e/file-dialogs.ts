/** The forms of the imports and of the reference. */
import type { Locator, Page } from '@playwright/test'
import type { DialogRow } from './dialog-row'

/** What slmgr.vbs /dlv says, without the name of the machine. */
const SLMGR = [
  'Name: Windows(R), Enterprise edition',
  'Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel',
  'Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300',
  'License Status: Licensed',
].join('\n')

/** Uploads files; the page of a single one is opened. */
export const withFiles =
  (...names: string[]) =>
  async (page: Page) => {
    await page.goto('/imports')
    await page.locator('button:enabled', { hasText: 'Choose files' }).waitFor()
    await page
      .getByTestId('import-files')
      .setInputFiles(names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(SLMGR) })))
    const table = page.getByRole('table', { name: 'Imports' })
    const link = (name: string) => table.getByRole('link', { name }).first()
    for (const name of names) await link(name).waitFor()
    const [only, ...others] = names
    if (only === undefined || others.length > 0) return
    await link(only).click()
    await page.getByRole('heading', { name: only }).waitFor()
  }

const ENTRY = {
  kind: 'event',
  key: '65001',
  value: { log: 'Application', provider: 'Plant', side: 'client', meaning: 'A test', isNoise: false },
  source: 'Ticket 4716',
  dated: '2026-02',
}
const chooseEntries = (form: Locator) =>
  form.getByLabel('File').setInputFiles({
    name: 'ours.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(JSON.stringify(ENTRY)),
  })

export const FILE_DIALOGS: Readonly<Record<string, DialogRow>> = {
  'imports/import-drop.tsx pasteAction': {
    page: '/imports',
    opens: 'Paste text',
    typed: { Text: SLMGR, 'Machine (optional)': 'lab-0900' },
    confirm: 'Read this text',
  },
  'imports/imports-table.tsx nameByFileAction': {
    page: withFiles('Lab PC 01 (dlv).txt', 'Lab PC 02 (dlv).txt'),
    opens: /^Name \d+ machines by file$/,
    confirm: /^Name \d+ machines$/,
  },
  'imports/[id]/import-actions.tsx cancelAction': {
    page: withFiles('lab-0901.txt'),
    opens: 'Discard',
    confirm: 'Discard the import',
  },
  'imports/undo-import.tsx undoAction': {
    page: async (page) => {
      await withFiles('lab-0904.txt')(page)
      await page.getByRole('button', { name: 'Import 1 observation' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
    opens: 'Undo',
    typed: { Reason: 'a test of dialogs' },
    confirm: 'Undo the import',
  },
  'imports/[id]/import-actions.tsx describeAction': {
    page: withFiles('Lab PC 03 (dlv).txt'),
    typed: { Machine: 'lab-0903' },
    confirm: 'Use this machine',
  },
  'reference/import-dialog.tsx previewReferenceAction': {
    page: '/reference',
    opens: 'Import',
    fill: chooseEntries,
    confirm: 'Show what it changes',
  },
  'reference/import-dialog.tsx importReferenceAction': {
    page: '/reference',
    opens: 'Import',
    fill: async (form: Locator) => {
      await chooseEntries(form)
      await form.getByRole('button', { name: 'Show what it changes' }).click()
      await form.getByRole('table', { name: 'Lines of the file' }).waitFor()
    },
    confirm: 'Import 1 entry',
  },
  'reference/entry/entry-form.tsx saveEntryAction': {
    page: '/reference/entry?kind=code&key=0xC004D502',
    typed: { 'Our note (optional)': 'seen on new images', Source: 'Ticket 4714' },
    confirm: 'Add a note on a code',
  },
  'reference/entry/entry-form.tsx withdrawEntryAction': {
    page: async (page: Page) => {
      await page.goto('/reference/entry?kind=code&key=0xC004D503')
      await page.getByLabel('Our note').fill('seen on old images')
      await page.getByLabel('Source').fill('Ticket 4715')
      await page.getByRole('button', { name: 'Add a note on a code' }).click()
      await page.getByRole('link', { name: 'Change our note on this code' }).click()
    },
    opens: 'Withdraw this entry',
    typed: { Reason: 'a test of dialogs' },
    confirm: 'Withdraw the entry',
  },
}
