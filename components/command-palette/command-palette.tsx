'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Bookmark, BookOpen, FileText, Search, Zap } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import { paths } from '@/lib/format/paths'
import { listTitle, type SavedView, viewHref } from '@/lib/format/views'
import { useGo } from '../layout/leaving'
import { FOOT_PLACES, MAIN_PLACES, type NavigationItem, type Place, pagesBelow } from '../layout/navigation'
import { type Act, actsFor } from './acts'
import { askSearch } from './ask-search'
import { codeGroup, foundGroups, ICON, type PaletteGroup, type PaletteRow } from './found-groups'

interface CommandPaletteProps {
  places: readonly Place[]
  acts: readonly Act[]
  /** lists kept under a name */
  views: readonly SavedView[]
  close: () => void
}

/**
 * Search over machines, KMS hosts, keys and pages, as long as it is there. A dialog of the browser's own and a list of our
 * own: nothing has to be loaded before it takes what is typed after `/`.
 */
export function CommandPalette({ places, acts, views, close }: CommandPaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Closing gives the focus back to where it was.
    return () => shown?.close()
  }, [])
  // Beside the console in the page: an open dialog hides what was there before it.
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it
    <dialog
      ref={dialog}
      aria-label="Search"
      onCancel={close}
      onClick={(event) => event.target === event.currentTarget && close()}
      className="overlay fixed mx-auto mt-[max(10vh,1rem)] w-[calc(100vw-2rem)] max-w-xl overflow-hidden backdrop:bg-backdrop"
    >
      <Palette places={places} acts={acts} views={views} close={close} />
    </dialog>,
    document.body,
  )
}

function Palette({ places, acts, views, close }: CommandPaletteProps) {
  const leaveFor = useGo()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const { data, isFetching, isError } = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => askSearch(asked, signal),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
  })
  const open = ({ href, file, run }: PaletteRow) => {
    close()
    if (href !== undefined) leaveFor(href)
    if (file !== undefined) window.location.assign(file)
    run?.()
  }
  const found = asked ? data : undefined
  const groups = [
    ...(found?.code ? [codeGroup(found.code)] : []),
    ...(found ? foundGroups(found, asked) : []),
    actsGroup(acts, text.trim()),
    viewsGroup(views, text.trim()),
    pagesGroup(places, text.trim()),
    ...(asked && !isFetching && places.includes('reference') ? [referenceGroup(asked)] : []),
  ].filter(({ rows }) => rows.length > 0)
  const rows = groups.flatMap((group) => group.rows)
  const isAnswered = asked === text.trim() && !isFetching
  const holdEnter = useEnterForAnswer(text, isAnswered, () => {
    // A name that is only near is opened by who has seen it, never by an Enter from before.
    if (rows[0] && !found?.isNearest) open(rows[0])
  })
  const { active, walk, setActive } = useActiveRow(rows)
  const listId = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    walk(event)
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (!isAnswered) holdEnter()
    else if (active) open(active)
  }
  const nothing = !isFetching && rows.every(({ id }) => id === 'reference')
  return (
    <>
      <div className="flex items-center gap-2.5 h-12 px-4 border-b">
        <Search aria-hidden className="size-4 text-ink-faint" />
        <input
          role="combobox"
          aria-label="Search"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active && `${listId} ${active.id}`.replaceAll(' ', '-')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder="Machine name, KMS host, last five of a key, page"
          className="flex-1 h-full bg-transparent outline-none placeholder:text-ink-faint text-sm"
        />
      </div>
      <div className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5">
        {isError && (
          <p className="px-3 py-6 text-center text-ink-soft">The search did not answer. Try again.</p>
        )}
        {nothing && !isError && (
          <p className="px-3 py-8 text-center text-ink-soft">Nothing found for “{text.trim()}”.</p>
        )}
        <div role="listbox" id={listId} aria-label="Found">
          {groups.map(({ heading, rows: ofGroup }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
            <div key={heading} role="group" aria-label={heading}>
              <p aria-hidden className="px-2.5 pt-2 pb-1 text-xs text-ink-soft">
                {heading}
              </p>
              {ofGroup.map((row) => (
                <Row
                  key={row.id}
                  id={`${listId} ${row.id}`.replaceAll(' ', '-')}
                  isActive={row === active}
                  onPoint={() => setActive(row.id)}
                  onPress={() => open(row)}
                >
                  {row.content}
                </Row>
              ))}
            </div>
          ))}
        </div>
      </div>
    </>
  )
}

/** Lists kept under a name; all of them only for who looks for one. */
function viewsGroup(views: readonly SavedView[], text: string): PaletteGroup {
  const named = views.filter(({ name }) => text !== '' && name.toLowerCase().includes(text.toLowerCase()))
  const rows = named.map((view) => ({
    id: `view ${view.id}`,
    href: viewHref(view),
    content: (
      <>
        <Bookmark aria-hidden className={ICON} />
        <span className="truncate">{view.name}</span>
        <span className="ml-auto text-xs text-ink-soft">{listTitle(view.list)}</span>
      </>
    ),
  }))
  return { heading: 'Views', rows }
}

function pagesGroup(places: readonly Place[], text: string): PaletteGroup {
  const isNamed = ({ place, label }: NavigationItem) =>
    places.includes(place) && label.toLowerCase().includes(text.toLowerCase())
  const rows = [...MAIN_PLACES, ...FOOT_PLACES].filter(isNamed).map((item) => ({
    id: `page ${item.place}`,
    href: item.href,
    content: (
      <>
        <item.icon aria-hidden className={ICON} />
        {item.label}
      </>
    ),
  }))
  const below = text === '' ? [] : pagesBelow(places)
  const rowsBelow = below
    .filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))
    .map(({ label, href }) => ({
      id: `page ${href}`,
      href,
      content: (
        <>
          <FileText aria-hidden className={ICON} />
          {label}
        </>
      ),
    }))
  return { heading: 'Pages', rows: [...rows, ...rowsBelow] }
}

function actsGroup(acts: readonly Act[], text: string): PaletteGroup {
  const rows = actsFor(text, acts).map(({ label, words, ...row }) => ({
    ...row,
    content: (
      <>
        <Zap aria-hidden className={ICON} />
        {label}
      </>
    ),
  }))
  return { heading: 'Do', rows }
}

function referenceGroup(asked: string): PaletteGroup {
  const content = (
    <>
      <BookOpen aria-hidden className={ICON} />
      <span className="truncate">Look up “{lookUpText(asked)}” in the reference</span>
    </>
  )
  const href = paths.reference({ q: lookUpText(asked) })
  return { heading: 'Reference', rows: [{ id: 'reference', href, content }] }
}

/** The row that Enter opens: the one walked or pointed to as long as it is there, else the first. */
function useActiveRow(rows: readonly PaletteRow[]) {
  const [activeId, setActive] = useState<string>()
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === activeId),
  )
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: rows.length - 1 }[event.key]
    if (step === undefined || rows.length === 0) return
    event.preventDefault()
    setActive(rows[(at + step) % rows.length]?.id)
  }
  return { active: rows[at], walk, setActive }
}

/** Enter pressed before the search has answered belongs to its answer, not to what still stands from the text before. */
function useEnterForAnswer(text: string, isAnswered: boolean, openFirst: () => void): () => void {
  const [enteredFor, setEnteredFor] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what opens the first row is another function at each turn
  useEffect(() => {
    if (!isAnswered || enteredFor !== text) return
    setEnteredFor(undefined)
    openFirst()
  }, [isAnswered, enteredFor, text])
  return () => setEnteredFor(text)
}

interface RowProps {
  id: string
  isActive: boolean
  onPoint: () => void
  onPress: () => void
  children: ReactNode
}

function Row({ id, isActive, onPoint, onPress, children }: RowProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and takes the keys
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerMove={onPoint}
      onClick={onPress}
      className="flex items-center gap-2.5 min-h-9 px-2.5 rounded-sm cursor-default aria-selected:bg-hover"
    >
      {children}
    </div>
  )
}
