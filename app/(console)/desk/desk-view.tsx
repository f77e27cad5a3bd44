'use client'

import { useEffect, useRef, useState } from 'react'
import type { DeskAnswer } from '@/lib/operations/desk/desk-answer'
import { AnswerView } from './answer-view'
import { BeforeAnswer } from './before-answer'
import { DeskForm } from './desk-form'
import type { Pasted } from './import-instead'

interface DeskViewProps {
  mayImport: boolean
  /** Longest text, in characters. */
  limit: number
}

/** The text at the left, its answer at the right. Both live in this page alone and go with it. */
export function DeskView({ mayImport, limit }: DeskViewProps) {
  const [answer, setAnswer] = useState<DeskAnswer>()
  const [pasted, setPasted] = useState<Pasted>({ text: '', hostName: '' })
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a narrow screen the answer stands beneath the text, out of sight.
    if (answer && window.matchMedia('(width < 80rem)').matches) section.current?.scrollIntoView()
  }, [answer])
  return (
    <div className="grid gap-6 items-start grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <DeskForm
        limit={limit}
        mayImport={mayImport}
        onAnswer={(next, from) => {
          setAnswer(next)
          setPasted(from)
        }}
      />
      <section
        ref={section}
        aria-label="Answer"
        aria-live="polite"
        className="grid gap-5 min-w-0 scroll-mt-16"
      >
        {answer ? <AnswerView answer={answer} pasted={mayImport ? pasted : undefined} /> : <BeforeAnswer />}
      </section>
    </div>
  )
}
