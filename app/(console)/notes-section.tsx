'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { FormDialog } from '@/components/form/form-dialog'
import { Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { NoteRow } from '@/lib/data/notes/notes'
import { addNoteAction, removeNoteAction } from './notes-actions'

interface NotesSectionProps {
  about: 'client' | 'kmsHost'
  name: string
  notes: readonly NoteRow[]
  /** the person who reads */
  ownId: string | null
  mayRemoveAll: boolean
}

/** What people wrote about a machine or a KMS host, the newest first, and a place to write. */
export function NotesSection({ about, name, notes, ownId, mayRemoveAll }: NotesSectionProps) {
  // A note that was sent leaves an empty form.
  const [sent, setSent] = useState(0)
  return (
    <Section id="notes" title="Notes" hint="Everybody who sees this page reads them.">
      <Card className="grid gap-4">
        {notes.map((note) => (
          <article key={note.id} className="grid gap-1 max-w-[72ch]">
            <p className="whitespace-pre-wrap break-words">{note.text}</p>
            <p className="flex flex-wrap items-center gap-x-2 text-table text-ink-soft">
              {note.author}, <Time at={note.at} />
              {(mayRemoveAll || (ownId !== null && note.authorId === ownId)) && <RemoveNote note={note} />}
            </p>
          </article>
        ))}
        <Form
          key={sent}
          className="max-w-2xl"
          action={addNoteAction}
          input={({ text }) => ({ about, name, text: text('text') })}
          confirmLabel="Add the note"
          onDone={() => setSent(sent + 1)}
        >
          <Field label="Note">
            <Textarea name="text" rows={2} maxLength={2000} />
          </Field>
        </Form>
      </Card>
    </Section>
  )
}

function RemoveNote({ note }: { note: NoteRow }) {
  return (
    <FormDialog
      trigger={
        <Button look="quiet" size="small">
          Remove
        </Button>
      }
      title="Remove this note?"
      description="It disappears from the page; the audit log keeps what it said."
      confirmLabel="Remove the note"
      danger
      action={removeNoteAction}
      input={() => ({ noteId: note.id })}
    />
  )
}
