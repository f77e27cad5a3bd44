'use client'

import {
  type FormEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { Notice } from '../feedback/notice'
import { Button, type ButtonLook } from '../ui/button'
import { classes } from '../ui/classes'
import { DialogClose, DialogForms } from '../ui/dialog'
import type { Action } from './action-result'
import { FieldProblems } from './form-context'
import { type FormValues, readForm } from './form-values'
import { useLeaveGuard } from './leave-guard'
import { type Problem, placed } from './shown-problem'
import { SignInAgain } from './sign-in-again'
import { useSend } from './use-send'

export interface FormProps<Input, Answer> {
  action: Action<Input, Answer>
  /** What the action gets; absent for one that needs nothing. */
  input?: (form: FormValues) => Input
  /** What sending does, as a verb with its object: 'Register the host'. */
  confirmLabel: string
  danger?: true | undefined
  /** Why it cannot be sent now. */
  disabledReason?: string | undefined
  /** It was done. */
  onDone?: ((answer: Answer, form: FormValues) => void) | undefined
  /** Other ways out beside the confirming button; in a dialog it is Cancel when absent. */
  otherActions?: ReactNode
  /** Longest the person waits for an answer, in milliseconds, where the work takes long. */
  patienceMs?: number
  /** What is typed need not be kept: leaving asks nothing. */
  leavesFreely?: true
  /** Another step needs what is typed: sending this one saves nothing yet. */
  isStep?: true
  /** Of the confirming button. */
  size?: 'medium' | 'large'
  className?: string
  /** Fields. */
  children?: ReactNode
}

/**
 * Every form: uncontrolled fields with names, sent with one action. A refusal stands at its field, else directly above
 * the buttons; what was typed stays until it is done.
 */
export function Form<Input, Answer>(props: FormProps<Input, Answer>) {
  const { action, input, onDone, isStep, patienceMs, className, children } = props
  const form = useRef<HTMLFormElement>(null)
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID())
  const guard = useLeaveGuard(form, props)
  const dialog = useContext(DialogForms)
  // Before the page's script runs, the browser itself would send the form, and what was typed would be gone.
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const { send, busy, problem, question } = useSend(action, {
    patienceMs,
    place: (refused) => placed(refused, (field) => controlOf(form.current, field) !== undefined),
  })
  useEffect(() => focusProblem(form.current, problem), [problem])
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // A dialog inside this form has a form of its own.
    event.stopPropagation()
    const values = readForm(new FormData(event.currentTarget), idempotencyKey)
    const done = await send(input ? input(values) : ({} as Input))
    if (!done) return
    if (!isStep) guard.settle()
    setIdempotencyKey(crypto.randomUUID())
    onDone?.(done.answer, values)
  }
  return (
    <form
      ref={form}
      method="post"
      noValidate
      onSubmit={submit}
      className={classes('grid gap-5', dialog ? 'max-w-none' : 'max-w-lg', className)}
    >
      <FieldProblems value={problem?.fields ?? NO_FIELDS}>{children}</FieldProblems>
      <div data-form-foot className="grid gap-3">
        {problem?.sentence && (
          <div data-form-problem tabIndex={-1} className="rounded-md">
            <Notice tone="bad">
              {problem.sentence} {problem.signIn && <SignInAgain />}
            </Notice>
          </div>
        )}
        <Buttons {...props} busy={busy || !isReady} inDialog={dialog !== undefined} />
      </div>
      {guard.question}
      {question}
    </form>
  )
}

const NO_FIELDS = {}

const never = () => () => {}

interface ButtonsProps {
  confirmLabel: string
  danger?: true | undefined
  disabledReason?: string | undefined
  otherActions?: ReactNode
  size?: 'medium' | 'large'
  busy: boolean
  inDialog: boolean
}

/** In a dialog at the right, the affirmative one last; on a page at the left, the affirmative one first. */
function Buttons(props: ButtonsProps) {
  const { confirmLabel, danger, disabledReason, otherActions, size = 'medium', busy, inDialog } = props
  const look: ButtonLook = danger ? 'danger' : 'primary'
  const confirm = (
    <Button type="submit" look={look} size={size} disabled={busy} disabledReason={disabledReason}>
      {confirmLabel}
    </Button>
  )
  if (!inDialog) {
    return (
      <div className={size === 'large' ? 'grid gap-2' : 'flex flex-wrap gap-2'}>
        {confirm}
        {otherActions}
      </div>
    )
  }
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {otherActions ?? (
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
      )}
      {confirm}
    </div>
  )
}

/** The focus goes where it can be mended. */
function focusProblem(form: HTMLFormElement | null, problem: Problem | undefined): void {
  if (!problem) return
  const [first] = Object.keys(problem.fields)
  const control = first === undefined ? undefined : controlOf(form, first)
  const target = control ?? form?.querySelector<HTMLElement>('[data-form-problem]')
  target?.focus()
}

/** The control of a field that may be seen, folded away or not; a refusal of `machines.0.name` belongs to `machines`. */
function controlOf(form: HTMLFormElement | null, path: string): HTMLElement | undefined {
  const controls = [...(form?.elements ?? [])].filter(
    (control): control is HTMLInputElement =>
      control instanceof HTMLElement && 'name' in control && control.getAttribute('type') !== 'hidden',
  )
  return controls.find(({ name }) => name !== '' && (path === name || path.startsWith(`${name}.`)))
}
