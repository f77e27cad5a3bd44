'use client'

import type { Menu as BaseMenu } from '@base-ui/react/menu'
import { Check, type LucideIcon } from 'lucide-react'
import { cloneElement, createContext, type ReactElement, type ReactNode, use, useRef, useState } from 'react'
import { classes } from './classes'
import { Link } from './link'
import { partOnOpening } from './part-on-opening'

const menuPart = partOnOpening(async () => (await import('@base-ui/react/menu')).Menu)

const Loaded = createContext<typeof BaseMenu | undefined>(undefined)

function useBase(): typeof BaseMenu {
  const base = use(Loaded)
  if (!base) throw new Error('What stands in a menu was rendered outside of one.')
  return base
}

const ITEM =
  'flex items-center gap-2 rounded-sm px-2 h-8 text-sm cursor-default outline-none select-none ' +
  'data-[highlighted]:bg-hover data-[disabled]:opacity-55'

interface MenuProps {
  trigger: ReactElement<Record<string, unknown>>
  children: ReactNode
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
}

/** A menu of actions under a button. */
export function Menu({ trigger, children, align = 'end', side = 'bottom' }: MenuProps) {
  const [open, setOpen] = useState(false)
  const anchor = useRef<Element>(null)
  const Base = menuPart.usePart(open, () => setOpen(false))
  const openAt = (event: { currentTarget: Element }) => {
    anchor.current = event.currentTarget
    setOpen(true)
  }
  return (
    <>
      {cloneElement(trigger, {
        ...menuPart.preparing,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: openAt,
        onKeyDown: (event: KeyboardEvent & { currentTarget: Element }) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') openAt(event)
        },
      })}
      {Base && (
        <Base.Root open={open} onOpenChange={setOpen}>
          <Base.Portal role="region" aria-label="Menu">
            <Base.Backdrop className="fixed inset-0 z-40" />
            <Base.Positioner
              anchor={anchor}
              side={side}
              sideOffset={4}
              align={align}
              collisionPadding={8}
              className="z-50"
            >
              {/* A long one scrolls, and by keys before any item of it is chosen. */}
              <Base.Popup tabIndex={0} className="overlay appear min-w-48 max-h-[70vh] overflow-y-auto p-1">
                <Loaded value={Base}>{children}</Loaded>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </>
  )
}

interface MenuItemProps {
  icon?: LucideIcon
  children: ReactNode
  onSelect?: () => void
  danger?: true
  disabled?: boolean
}

export function MenuItem({ icon: Icon, children, onSelect, danger, disabled }: MenuItemProps) {
  const Base = useBase()
  return (
    <Base.Item onClick={onSelect} disabled={disabled} className={classes(ITEM, danger && 'text-bad')}>
      {Icon && <Icon aria-hidden className="size-4 text-ink-faint" />}
      {children}
    </Base.Item>
  )
}

export function MenuLink({
  icon: Icon,
  href,
  children,
}: {
  icon?: LucideIcon
  href: string
  children: ReactNode
}) {
  const Base = useBase()
  return (
    <Base.Item render={<Link href={href} />} className={ITEM}>
      {Icon && <Icon aria-hidden className="size-4 text-ink-faint" />}
      {children}
    </Base.Item>
  )
}

interface MenuChoiceProps {
  label: string
  value: string
  options: readonly { value: string; label: ReactNode }[]
  onChange: (value: string) => void
}

/** One of several, inside a menu. */
export function MenuChoice({ label, value, options, onChange }: MenuChoiceProps) {
  const Base = useBase()
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-ink-soft">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: string) => onChange(next)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={ITEM}>
            <Indicator />
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

function Indicator() {
  const Base = useBase()
  return (
    <span className="w-4">
      <Base.RadioItemIndicator>
        <Check aria-hidden className="size-4 text-accent" />
      </Base.RadioItemIndicator>
    </span>
  )
}

interface MenuCheckProps {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  disabled?: boolean
}

/** A box to tick inside a menu; the menu stays open. */
export function MenuCheck({ checked, onChange, children, disabled }: MenuCheckProps) {
  const Base = useBase()
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      closeOnClick={false}
      className={classes(ITEM, 'group')}
    >
      <span className="grid place-items-center size-3.5 shrink-0 mr-0.5 rounded-[3px] border border-ink-faint bg-raised group-data-checked:border-accent group-data-checked:bg-accent">
        <Base.CheckboxItemIndicator>
          <Check aria-hidden strokeWidth={3} className="size-3 text-accent-ink" />
        </Base.CheckboxItemIndicator>
      </span>
      {children}
    </Base.CheckboxItem>
  )
}

export function MenuSeparator() {
  const Base = useBase()
  return <Base.Separator className="my-1 border-t" />
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-1 text-xs text-ink-soft">{children}</div>
}
