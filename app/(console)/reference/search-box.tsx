'use client'

import { Search } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { Input } from '@/components/form/input'
import { usePageKeys } from '@/components/layout/keys'
import { useGo } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import type { ReferenceKind } from '@/lib/activation/reference/reference-kind'
import { paths } from '@/lib/format/paths'

/**
 * The one field of the reference. It looks up on Enter and not while typing, and has no name of its own:
 * a product key typed here is cut to its last five before it becomes part of an address.
 */
export function SearchBox({ q, kind }: { q: string; kind: ReferenceKind | null }) {
  const go = useGo()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(q)
  const [shown, setShown] = useState(q)
  if (shown !== q) {
    setShown(q)
    setText(q)
  }
  const focusField = useCallback((event: KeyboardEvent) => {
    if (event.key !== 'f') return
    event.preventDefault()
    field.current?.select()
  }, [])
  usePageKeys(focusField)
  return (
    <search className="max-w-2xl">
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          const asked = lookUpText(text)
          setText(asked)
          go(paths.reference({ q: asked, kind: kind ?? undefined }))
        }}
      >
        <div className="relative flex-1 min-w-0">
          <Search aria-hidden className="absolute left-3 top-3 size-4 text-ink-faint" />
          <Input
            ref={field}
            type="search"
            aria-label="Look up"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            placeholder="A code, a product, an ID, a last five, an event number"
            className="h-10 pl-9"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button type="submit" look="primary" size="large">
          Look up
        </Button>
      </form>
    </search>
  )
}
