'use client'

import { type ClipboardEvent, useRef, useState } from 'react'
import {
  CONFIRMATION_ID,
  checkGroup,
  distribute,
  type GroupCheck,
} from '@/lib/activation/offline/confirmation-id'
import { FieldError } from '../form/field-error'
import { useFieldProblem } from '../form/form-context'
import { Input } from '../form/input'
import { Button } from '../ui/button'

const EMPTY = Array.from({ length: CONFIRMATION_ID.usualGroups }, () => '')

/** The boxes of a confirmation ID: what stands in them, changes to that, and what is missing. */
export function useConfirmationGroups() {
  const [groups, setGroups] = useState<readonly string[]>(EMPTY)
  const filled = groups.filter((group) => group.trim() !== '')
  const checks = groups.map(checkGroup)
  const isWhole =
    filled.length >= CONFIRMATION_ID.leastGroups &&
    checks.every(({ state }, at) => state === 'whole' || (state === 'empty' && at >= filled.length))
  const missing = isWhole ? undefined : 'Enter seven to nine groups of six digits; eight are usual.'
  return { groups, setGroups, missing }
}

interface ConfirmationEntryProps {
  /** Of every box, so that the form around reads them as one list. */
  name: string
  entry: ReturnType<typeof useConfirmationGroups>
}

/**
 * A confirmation ID group by group: each is checked while it is typed, a full one moves on, and a paste of the whole
 * fills the boxes.
 */
export function ConfirmationEntry({ name, entry: { groups, setGroups } }: ConfirmationEntryProps) {
  const problem = useFieldProblem(name)
  const boxes = useRef<(HTMLInputElement | null)[]>([])
  const focus = (at: number) => requestAnimationFrame(() => boxes.current[at]?.focus())
  const type = (at: number, text: string) => {
    setGroups(groups.map((group, position) => (position === at ? text : group)))
    if (checkGroup(text).state === 'whole' && at + 1 < groups.length) focus(at + 1)
  }
  const paste = (at: number, event: ClipboardEvent<HTMLInputElement>) => {
    const spread = distribute(groups, at, event.clipboardData.getData('text'))
    if (!spread) return
    event.preventDefault()
    setGroups(spread)
    const open = spread.findIndex((group) => checkGroup(group).state !== 'whole')
    focus(open < 0 ? spread.length - 1 : open)
  }
  return (
    <fieldset className="grid gap-3 min-w-0">
      <legend className="text-sm font-medium mb-1.5">Confirmation ID</legend>
      <div className="flex flex-wrap gap-x-2.5 gap-y-3">
        {groups.map((group, at) => (
          <GroupBox
            // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
            key={at}
            name={name}
            at={at}
            group={group}
            box={(element) => {
              boxes.current[at] = element
            }}
            onType={(text) => type(at, text)}
            onPaste={(event) => paste(at, event)}
            onBack={() => at > 0 && focus(at - 1)}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-table text-ink-soft">
        <span>Usually 48 digits in eight groups. Paste the whole number into the first box.</span>
        {groups.length < CONFIRMATION_ID.mostGroups && (
          <Button size="small" look="quiet" onClick={() => setGroups([...groups, ''])}>
            Add a ninth group
          </Button>
        )}
      </div>
      <FieldError>{problem}</FieldError>
    </fieldset>
  )
}

interface GroupBoxProps {
  name: string
  at: number
  group: string
  box: (element: HTMLInputElement | null) => void
  onType: (text: string) => void
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
  onBack: () => void
}

function GroupBox({ name, at, group, box, onType, onPaste, onBack }: GroupBoxProps) {
  const check = checkGroup(group)
  const noteId = `confirmation-group-${at + 1}-note`
  const isWrong = check.state === 'wrong'
  return (
    <div className="grid gap-1 w-24">
      <label htmlFor={`confirmation-group-${at + 1}`} className="text-xs text-ink-soft">
        Group {at + 1}
      </label>
      <Input
        mono
        name={name}
        id={`confirmation-group-${at + 1}`}
        ref={box}
        value={group}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isWrong || undefined}
        aria-describedby={noteId}
        onChange={(event) => onType(event.currentTarget.value.trim())}
        onPaste={onPaste}
        onKeyDown={(event) => {
          if (event.key === 'Backspace' && group === '') onBack()
        }}
        className="text-base! tracking-wide text-center"
      />
      <span id={noteId} className={isWrong ? 'text-xs text-bad' : 'text-xs text-ink-soft'}>
        {noteOf(check)}
      </span>
    </div>
  )
}

function noteOf(check: GroupCheck): string {
  switch (check.state) {
    case 'empty':
      return 'six digits'
    case 'whole':
      return 'six digits ✓'
    case 'partial':
      return `${check.missing} missing`
    case 'wrong':
      return check.problem === 'notDigits' ? 'digits only' : 'too long'
  }
}
