'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import type { FormValues } from '@/components/form/form-values'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { TwoStepDialog } from '@/components/form/two-step-dialog'
import { Button } from '@/components/ui/button'
import { DialogClose } from '@/components/ui/dialog'
import type { SelectOption } from '@/components/ui/select'
import { formatCountOf } from '@/lib/format/counts'
import type { JudgedLine } from '@/lib/operations/keys/judge-keys'
import { addKeysAction, inspectKeysAction } from './actions'
import { ChosenLine, isAddable, placeWords } from './chosen-line'

interface AddKeysDialogProps {
  keyGroups: readonly SelectOption[]
  /** Why keys cannot be added by this person. */
  disabledReason: string | undefined
  /** Words of the button that opens it. */
  trigger?: string
  /** A list to begin with. */
  startsWith?: string
}

/** What was pasted, and what each line of it is. */
interface Judged {
  text: string
  lines: readonly JudgedLine[]
}

/** Paste or type keys, see what each line is, choose, add. */
export function AddKeysDialog({ keyGroups, disabledReason, trigger, startsWith }: AddKeysDialogProps) {
  return (
    <TwoStepDialog<Judged>
      trigger={
        <Button look={trigger === undefined ? 'primary' : 'secondary'} icon={KeyRound}>
          {trigger ?? 'Add keys'}
        </Button>
      }
      opensFor={trigger === undefined ? 'add-keys' : undefined}
      disabledReason={disabledReason}
      first={{
        title: 'Add product keys',
        description: 'MAKs and KMS host keys, one a line. Words beside a key become its label.',
        form: (next) => <PasteForm startsWith={startsWith} onJudged={next} />,
      }}
      second={{
        title: 'Choose what to add',
        description: 'Full keys are stored encrypted and shown by their last five.',
        content: (judged, { back, close }) => (
          <ChooseLines {...judged} keyGroups={keyGroups} onBack={back} onAdded={close} />
        ),
      }}
    />
  )
}

interface PasteFormProps {
  startsWith: string | undefined
  onJudged: (judged: Judged) => void
}

function PasteForm({ startsWith, onJudged }: PasteFormProps) {
  return (
    <Form
      isStep
      action={inspectKeysAction}
      input={({ text }) => ({ text: text('text') })}
      confirmLabel="Check these keys"
      onDone={(lines, form) => onJudged({ text: form.text('text'), lines })}
    >
      <Field
        label="Keys"
        hint="Paste a list, rows of a spreadsheet or a whole email; dashes, spaces and lower case do not matter. Where you do not have the full key, its last five are enough."
      >
        <Textarea
          name="text"
          defaultValue={startsWith}
          mono
          rows={6}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="characters"
        />
      </Field>
    </Form>
  )
}

interface ChooseLinesProps extends Judged {
  keyGroups: readonly SelectOption[]
  onBack: () => void
  onAdded: () => void
}

/** Second step: what each line is, what to call it, and what applies to all of them. */
function ChooseLines({ text, lines, keyGroups, onBack, onAdded }: ChooseLinesProps) {
  const [leftOut, setLeftOut] = useState<readonly JudgedLine[]>([])
  const chosen = lines.filter((line) => isAddable(line) && !leftOut.includes(line))
  const withoutKey = lines.filter(({ verdict }) => verdict.kind === 'noKey')
  return (
    <Form
      action={addKeysAction}
      // Each key is checked and sealed.
      patienceMs={120_000}
      input={(form) => ({
        text,
        choices: chosen.map((line, at) => choiceOf(line, `choices.${at}`, form)),
        agreement: form.text('agreement'),
        owner: form.text('owner'),
        note: form.text('note'),
      })}
      confirmLabel={chosen.length === 0 ? 'Add keys' : `Add ${formatCountOf(chosen.length, 'key')}`}
      disabledReason={chosen.length === 0 ? 'No line is chosen.' : undefined}
      onDone={onAdded}
      otherActions={
        <>
          <Button onClick={onBack}>Back</Button>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
        </>
      }
    >
      {withoutKey.length < lines.length && (
        <ul className="grid gap-2" aria-label="Lines">
          {lines
            .filter((line) => !withoutKey.includes(line))
            .map((line) => (
              <ChosenLine
                key={placeWords(line)}
                judged={line}
                name={chosen.includes(line) ? `choices.${chosen.indexOf(line)}` : undefined}
                keyGroups={keyGroups}
                onChoose={(isChosen) =>
                  setLeftOut(isChosen ? leftOut.filter((one) => one !== line) : [...leftOut, line])
                }
              />
            ))}
        </ul>
      )}
      {withoutKey.length > 0 && <p className="text-table text-ink-soft">{noKeyWords(withoutKey)}</p>}
      {lines.some(isAddable) && (
        <MoreFields label="More about these keys">
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Agreement" optional>
              <Input name="agreement" autoComplete="off" maxLength={120} />
            </Field>
            <Field label="Owner" optional>
              <Input name="owner" autoComplete="off" maxLength={120} />
            </Field>
          </div>
          <Field label="Note" optional>
            <Input name="note" autoComplete="off" maxLength={2000} />
          </Field>
        </MoreFields>
      )}
    </Form>
  )
}

/** A key whose last five are known already keeps its kind and its label. */
function choiceOf({ line, part, verdict, proposal }: JudgedLine, name: string, { text }: FormValues) {
  const known = verdict.kind === 'joins' ? verdict : undefined
  return {
    line,
    part,
    kind: known?.keyKind ?? text(`${name}.kind`),
    label: known?.label ?? text(`${name}.label`),
    keyGroup: text(`${name}.keyGroup`),
    activationIds: proposal?.activationIds ?? [],
  }
}

const MOST_NAMED = 12

/** 'Lines 1, 2 and 12 hold no key.' */
function noKeyWords(lines: readonly JudgedLine[]): string {
  if (lines.length === 1) return `Line ${lines[0]?.line} holds no key.`
  if (lines.length > MOST_NAMED) return `${formatCountOf(lines.length, 'other line')} hold no key.`
  const numbers = lines.map(({ line }) => String(line))
  return `Lines ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)} hold no key.`
}
