'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { createElement, type ReactNode, use, useRef, useState } from 'react'
import type { ConfirmingWays } from '@/lib/format/confirming-ways'
import { toast } from '../feedback/toaster'
import type { Action } from './action-result'
import { answerWithin, NoAnswerYet, PATIENCE_MS } from './answer-within'
import { ConfirmingDialog } from './confirming'
import { type Problem, problemOf, problemWithoutAnswer, wholeProblem } from './shown-problem'
import { openSignIn } from './sign-in-again'

interface Sending<Input, Answer> {
  /** Sends it. The answer when it was done; undefined when it was not, or while something else is on its way. */
  send(input: Input): Promise<{ answer: Answer } | undefined>
  busy: boolean
  problem: Problem | undefined
  /** Asks who it is before something grave is sent again; to be rendered where `send` is used. */
  question: ReactNode
}

interface SendOptions {
  /** Headline of a toast that tells the problem, where there is no form to show it in: 'The role was not changed'. */
  failed?: string
  /** Where a form says things: at the fields it shows, else above its buttons. */
  place?: (problem: Problem) => Problem
  /** Longest the person waits for an answer, in milliseconds, where the work takes long. */
  patienceMs?: number | undefined
}

/** The one way to call a server action: busy, once only, refused, signed out, not answered, done. */
export function useSend<Input, Answer>(
  action: Action<Input, Answer>,
  { failed, place, patienceMs = PATIENCE_MS }: SendOptions = {},
): Sending<Input, Answer> {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const isSending = useRef(false)
  const { isConfirmed, question } = useConfirming()
  const show = (next: Problem) => {
    if (failed === undefined) return setProblem(place ? place(next) : next)
    const signIn = next.signIn && { label: 'Sign in', onClick: openSignIn }
    toast.failed(next.isOpen ? 'Not confirmed' : failed, wholeProblem(next), signIn)
  }
  const send = async (input: Input) => {
    if (isSending.current) return
    isSending.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      const ask = () => answerWithin(patienceMs, () => action(input))
      const first = await ask()
      if (first.kind === 'unconfirmed' && !(await isConfirmed(first.ways))) return
      const result = first.kind === 'unconfirmed' ? await ask() : first
      if (result.kind === 'done') {
        if (result.said) toast.done(result.said)
        return { answer: result.answer }
      }
      const refused = problemOf(result)
      if (refused) show(refused)
    } catch (error) {
      unstable_rethrow(error)
      show(problemWithoutAnswer(whyWithoutAnswer(error)))
    } finally {
      isSending.current = false
      setBusy(false)
    }
  }
  return { send, busy, problem, question }
}

/** Opens the question and waits for its end. */
function useConfirming() {
  const Dialog = use(ConfirmingDialog)
  const [asked, setAsked] = useState<{ ways: ConfirmingWays; end: (isConfirmed: boolean) => void }>()
  const isConfirmed = (ways: ConfirmingWays) =>
    new Promise<boolean>((resolve) => {
      const end = (answer: boolean) => {
        setAsked(undefined)
        resolve(answer)
      }
      setAsked({ ways, end })
    })
  const question = Dialog && asked && createElement(Dialog, { ways: asked.ways, onEnd: asked.end })
  return { isConfirmed, question }
}

function whyWithoutAnswer(error: unknown) {
  if (error instanceof NoAnswerYet) return 'late'
  return unstable_isUnrecognizedActionError(error) ? 'outdated' : 'connection'
}
