'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input, Textarea } from '@/components/form/input'
import { useSend } from '@/components/form/use-send'
import { useGo } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Kbd } from '@/components/ui/kbd'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import { paths } from '@/lib/format/paths'
import type { DeskAnswer } from '@/lib/operations/desk/desk-answer'
import { pasteAction } from '../imports/uploads'
import { deskAction } from './actions'
import { AnswerView } from './answer-view'

/** What was pasted, its product keys masked, and the machine it is from where the text does not say. */
interface Pasted {
  text: string
  hostName: string
}

const NOTHING_PASTED: Pasted = { text: '', hostName: '' }

interface DeskViewProps {
  /** The answer to what the address is about. */
  answered?: DeskAnswer | undefined
  mayImport: boolean
  /** Longest text, in characters. */
  limit: number
}

/** The text at the left, its answer at the right. Both live in this page alone and go with it. */
export function DeskView({ answered, mayImport, limit }: DeskViewProps) {
  const [pasted, setPasted] = useState(NOTHING_PASTED)
  const [given, setRead] = useState<{ answer: DeskAnswer; from: Pasted }>()
  const addressed = useAddressed(answered)
  const read = given ?? (addressed && { answer: addressed, from: NOTHING_PASTED })
  const [round, setRound] = useState(0)
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a narrow screen the answer stands beneath the text, out of sight.
    if (given && window.matchMedia('(width < 80rem)').matches) section.current?.scrollIntoView()
  }, [given])
  const clear = () => {
    setPasted(NOTHING_PASTED)
    setRead(undefined)
    setRound(round + 1)
    window.history.replaceState(null, '', paths.desk())
  }
  return (
    <div className="grid gap-6 items-start grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <div className="grid gap-4 min-w-0 xl:sticky xl:top-16">
        <Form
          key={round}
          action={deskAction}
          // One character too many is enough to be refused, and keeps the request small.
          input={() => ({ ...pasted, text: pasted.text.slice(0, limit + 1) })}
          confirmLabel="Read this text"
          otherActions={
            <>
              <Button onClick={clear}>Clear</Button>
              <span className="self-center text-table text-ink-soft max-md:hidden">
                <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
              </span>
            </>
          }
          onDone={(answer) => {
            setRead({ answer, from: pasted })
            giveAddress(answer)
          }}
          className="max-w-none!"
        >
          <Field label="What you were sent">
            <Textarea
              name="text"
              mono
              rows={14}
              spellCheck={false}
              autoFocus
              autoComplete="off"
              placeholder="slmgr or ospp output, an error, an event, a machine name, a CMID"
              value={pasted.text}
              onChange={(event) => setPasted({ ...pasted, text: maskProductKeys(event.target.value) })}
              onKeyDown={sendByKeys}
            />
          </Field>
          <Field label="Machine" optional hint="Only if the text does not name the machine.">
            <Input
              name="hostName"
              mono
              autoComplete="off"
              placeholder="ws-0412.corp.example"
              value={pasted.hostName}
              onChange={(event) => setPasted({ ...pasted, hostName: event.target.value })}
            />
          </Field>
        </Form>
        <Notice title="Nothing is stored">
          The text is read, answered and forgotten. Product keys in it are masked before it leaves this page.
          {mayImport && (
            <span className="print:hidden">
              {' '}
              To keep it in the record, <ImportInstead pasted={pasted} label="import this instead" />.
            </span>
          )}
          {!mayImport && pasted.text.trim() !== '' && (
            <span className="print:hidden">
              {' '}
              To have it kept in the record, <SendToAdmin text={pasted.text} />.
            </span>
          )}
        </Notice>
      </div>
      <section
        ref={section}
        aria-label="Answer"
        aria-live="polite"
        className="grid gap-5 min-w-0 scroll-mt-16"
      >
        {read ? (
          <AnswerView
            answer={read.answer}
            importAll={mayImport && <ImportInstead pasted={read.from} label="import it" />}
          />
        ) : (
          <BeforeAnswer />
        )}
      </section>
    </div>
  )
}

/** The answer to what the address is about: Back comes to a page that was drawn before there was one. */
function useAddressed(answered: DeskAnswer | undefined): DeskAnswer | undefined {
  const about = useSearchParams().get('about') ?? ''
  const { data } = useQuery({
    queryKey: ['desk', about],
    enabled: about !== '' && answered === undefined,
    queryFn: async () => {
      const result = await deskAction({ text: about, hostName: '' })
      return result.kind === 'done' ? result.answer : null
    },
  })
  return about === '' ? undefined : (answered ?? data ?? undefined)
}

/** The answer gets an address that Back comes to and that can be sent; of the text it holds what the record knows. */
function giveAddress({ about }: DeskAnswer) {
  const address = paths.desk(about)
  if (address !== location.pathname + location.search) window.history.pushState(null, '', address)
}

function sendByKeys(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}

/** Takes the pasted text to the imports. Its preview opens; nothing is recorded until somebody says so there. */
function ImportInstead({ pasted, label }: { pasted: Pasted; label: string }) {
  const router = useRouter()
  const go = useGo()
  const { send, busy } = useSend(pasteAction, { failed: 'The text was not imported' })
  const carryOver = async () => {
    if (pasted.text.trim() === '') return go(paths.imports())
    const imported = await send(pasted)
    // What was typed is in the import now: nothing is lost.
    if (imported) router.push(paths.import(imported.answer))
  }
  return (
    <button type="button" className="link underline" onClick={carryOver} disabled={busy}>
      {label}
    </button>
  )
}

/** Longest text that mail programs take from a link. */
const MAILED_LIMIT = 1500

/** For those who may not import: a mail with the text and the address of its answer, in their own mail program. */
function SendToAdmin({ text }: { text: string }) {
  const compose = () => {
    const cut = text.length > MAILED_LIMIT ? `${text.slice(0, MAILED_LIMIT)}\n(cut here)` : text
    const subject = 'Please import this activation output'
    const body = `${location.href}\n\n${cut}`
    location.assign(`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`)
  }
  return (
    <button type="button" className="link underline" onClick={compose}>
      send it to a licensing admin
    </button>
  )
}

const ACCEPTED: readonly (readonly [what: string, answer: string])[] = [
  ['Output of slmgr.vbs or ospp.vbs', 'the state of each license, what to do next, and what the record says'],
  ['An error or a reason code', 'its meaning, its cause and its remedy'],
  ['Events of a client or a KMS host', 'who asked, what was answered, and what it means'],
  ['A machine name or a CMID', 'the machine in the record, or the one with the nearest name'],
  ['A whole email', 'any of the above that it contains'],
]

function BeforeAnswer() {
  return (
    <Card className="grid gap-3">
      <h2 className="font-semibold">What you can paste, and what you get</h2>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
        {ACCEPTED.map(([what, answer]) => (
          <div key={what} className="contents">
            <dt className="font-medium">{what}</dt>
            <dd className="text-ink-soft max-sm:mb-2">{answer}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
