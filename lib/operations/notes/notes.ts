import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { operation } from '../operation'

type NoteRefusal = { kind: 'noSuchClient'; name: string } | { kind: 'noSuchNote' } | { kind: 'notYours' }

function sayNoteRefusal(refusal: NoteRefusal) {
  switch (refusal.kind) {
    case 'noSuchClient':
      return `${refusal.name} is not in the record any more.`
    case 'noSuchNote':
      return 'There is no such note any more.'
    case 'notYours':
      return 'Only whoever wrote a note, or a licensing admin, removes it.'
  }
}

const refuse = <R extends NoteRefusal>(refusal: R) => ({
  ok: false as const,
  refusal: refusal as NoteRefusal,
})

const newNote = z.object({
  about: z.enum(['client', 'kmsHost']),
  name: z.string().trim().toLowerCase().min(1).max(255),
  text: z
    .string('Write a note.')
    .trim()
    .min(1, 'Write a note.')
    .max(2000, 'A note has at most 2,000 characters.'),
})

/** Writes beside the history of a machine or a KMS host. A note on a machine goes with the name that it has, like its history. */
export const addNote = operation(
  'note.write',
  newNote,
  async ({ tx, actor, now, audit }, { about, name, text }) => {
    // Whoever is limited to sites sees no KMS hosts, and their machines alone.
    const isSeen = actor.sites ? { client: { siteId: { in: [...actor.sites] } } } : {}
    const machine =
      about === 'client'
        ? await tx.clientName.findFirst({ where: { name, ...isSeen }, select: { id: true } })
        : null
    if (machine === null && (about === 'client' || actor.sites)) return refuse({ kind: 'noSuchClient', name })
    const id = randomUUID()
    const subject = machine ? { nameId: machine.id } : { host: name }
    await tx.note.create({
      data: { id, ...subject, text, at: now, authorId: actor.id, author: actor.name },
      select: { id: true },
    })
    await audit({ action: 'note.add', subjectType: about, subjectId: name, after: { name, text } })
    return { ok: true as const, id }
  },
  { refusals: sayNoteRefusal },
)

/** Takes a note away; the audit log keeps what it said. */
export const removeNote = operation(
  'note.write',
  z.object({ noteId: z.uuid() }),
  async ({ tx, actor, audit }, { noteId }) => {
    const note = await tx.note.findUnique({
      where: { id: noteId },
      select: { text: true, authorId: true, host: true, name: { select: { name: true } } },
    })
    if (!note) return refuse({ kind: 'noSuchNote' })
    const isOwn = note.authorId !== null && note.authorId === actor.id
    if (!isOwn && !actor.can('user.change')) return refuse({ kind: 'notYours' })
    await tx.note.delete({ where: { id: noteId }, select: { id: true } })
    const name = note.name?.name ?? note.host ?? ''
    await audit({
      action: 'note.remove',
      subjectType: note.name ? 'client' : 'kmsHost',
      subjectId: name,
      before: { name, text: note.text },
    })
    return { ok: true as const }
  },
  { refusals: sayNoteRefusal },
)
