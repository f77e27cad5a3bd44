'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useMemo, useTransition } from 'react'

interface Choice {
  /** A new choice was made, and what stands on the page is still for the one before. */
  isPending: boolean
  /** Puts a choice into the address. show: sets an optimistic state that stands until the page has come. */
  go: (path: string, show?: () => void) => void
}

const ChoiceContext = createContext<Choice | undefined>(undefined)

/**
 * A page whose choice stands in its address, so that the server answers each choice with a page. Until the answer
 * is there, nothing inside ForThisChoice can be acted upon: it would act on what was chosen before.
 */
export function ChoiceInAddress({ children }: { children: ReactNode }) {
  const router = useRouter()
  const [isPending, start] = useTransition()
  const choice = useMemo<Choice>(() => {
    return {
      isPending,
      go: (path, show) =>
        start(() => {
          show?.()
          router.replace(path)
        }),
    }
  }, [isPending, router])
  return <ChoiceContext value={choice}>{children}</ChoiceContext>
}

/** The choice of the page around. */
export function useChoice(): Choice {
  const choice = useContext(ChoiceContext)
  if (!choice) throw new Error('useChoice needs a ChoiceInAddress around it.')
  return choice
}

/** What belongs to the choice as it stands: disabled while another one is on its way. */
export function ForThisChoice({ children }: { children: ReactNode }) {
  const { isPending } = useChoice()
  return (
    <fieldset
      disabled={isPending}
      aria-busy={isPending}
      className="grid gap-6 grid-cols-[minmax(0,1fr)] min-w-0 transition-opacity aria-busy:opacity-55"
    >
      {children}
    </fieldset>
  )
}
