import type { OtherText } from './other-texts'

type OtherFile = Pick<OtherText, 'is' | 'send'>

const PICTURE: OtherFile = {
  is: 'a picture',
  send: 'Send the text instead: Ctrl+C copies what a message box says',
}
const AS_TEXT = 'Save it as plain text or CSV, or copy its text'

/** Files that hold no text to read, by their first bytes. */
const KINDS: readonly (readonly [beginning: string, OtherFile])[] = [
  [
    'PK\x03\x04',
    { is: 'a Word or Excel document, or an archive', send: `${AS_TEXT}; unpack an archive first` },
  ],
  ['\xd0\xcf\x11\xe0', { is: 'a message of Outlook, or an old Office document', send: AS_TEXT }],
  ['{\\rtf', { is: 'a formatted document (RTF)', send: AS_TEXT }],
  ['%PDF', { is: 'a PDF document', send: 'Copy its text' }],
  ['\x1f\x8b', { is: 'a compressed file', send: 'Unpack it first' }],
  ['MSCF', { is: 'a cabinet file', send: 'Unpack it first' }],
  ['7z\xbc\xaf', { is: 'an archive', send: 'Unpack it first' }],
  ['regf', { is: 'a hive of the registry', send: 'Send the output of slmgr.vbs /dlv' }],
  ['\x89PNG', PICTURE],
  ['\xff\xd8\xff', PICTURE],
  ['GIF8', PICTURE],
]

/** What a file is that begins so; absent for text and for bytes nobody knows. */
export function otherFile(beginning: Buffer): OtherFile | undefined {
  const bytes = beginning.toString('latin1')
  return KINDS.find(([known]) => bytes.startsWith(known))?.[1]
}
