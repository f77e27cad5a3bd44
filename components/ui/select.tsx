'use client'

import { Check, ChevronsUpDown } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { classes } from './classes'
import { partOnOpening } from './part-on-opening'

const selectPart = partOnOpening(async () => (await import('@base-ui/react/select')).Select)

export interface SelectOption<Value extends string = string> {
  value: Value
  label: string
  /** A second, softer line. */
  hint?: string
}

interface SelectProps<Value extends string> {
  options: readonly SelectOption<Value>[]
  value?: Value | null
  defaultValue?: Value
  onValueChange?: (value: Value) => void
  /** Form field name; the value goes along with the form. */
  name?: string
  id?: string
  placeholder?: string
  disabled?: boolean
  'aria-label'?: string
  'aria-describedby'?: string
  className?: string
}

const LOOK =
  'inline-flex items-center justify-between max-w-full gap-2 h-8 min-w-32 px-2.5 rounded-md border border-line-strong ' +
  'bg-raised text-sm text-ink hover:bg-hover disabled:opacity-55 data-[popup-open]:bg-hover'

/** One of several. Inside a Field it takes the field's label; elsewhere give it an aria-label. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, defaultValue, onValueChange, name, id, placeholder, disabled, className, ...aria } =
    props
  const [ownValue, setOwnValue] = useState(defaultValue)
  const [isOpened, setOpened] = useState(false)
  const Base = selectPart.usePart(isOpened, () => setOpened(false))
  const chosen = value === undefined ? ownValue : value
  // Base UI takes an empty value for none.
  const noChoice = options.find((option) => option.value === '')
  const label = options.find((option) => option.value === chosen)?.label
  const none = placeholder ?? noChoice?.label ?? 'Choose'
  if (!Base) {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowDown' || key === 'ArrowUp') setOpened(true)
    }
    return (
      <>
        <button
          type="button"
          {...aria}
          {...selectPart.preparing}
          id={id}
          role="combobox"
          aria-haspopup="listbox"
          aria-expanded={false}
          aria-controls={undefined}
          title={label}
          disabled={disabled}
          onClick={() => setOpened(true)}
          onKeyDown={onKeyDown}
          className={classes(LOOK, className)}
        >
          <span className="truncate min-w-0 text-left">{label ?? none}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 text-ink-faint" />
        </button>
        {name && !disabled && <input type="hidden" name={name} value={chosen ?? ''} />}
      </>
    )
  }
  return (
    <Base.Root
      defaultOpen
      items={options.map(({ value: key, label: text }) => ({ value: key, label: text }))}
      value={chosen ?? null}
      onValueChange={(next) => {
        if (next === null) return
        setOwnValue(next as Value)
        onValueChange?.(next as Value)
      }}
      name={name}
      id={id}
      disabled={disabled}
    >
      <Base.Trigger {...aria} title={label} className={classes(LOOK, className)}>
        <Base.Value placeholder={none} className="truncate min-w-0 text-left" />
        <Base.Icon>
          <ChevronsUpDown aria-hidden className="size-3.5 text-ink-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        {/* The landmark is hidden with the choices; the portal around stays when they are closed. */}
        <Base.Positioner
          role="region"
          aria-label="Choices"
          sideOffset={4}
          alignItemWithTrigger={false}
          className="z-50"
        >
          <Base.Popup className="overlay appear min-w-[var(--anchor-width)] max-h-80 overflow-y-auto p-1">
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="flex items-start gap-2 rounded-sm px-2 py-1.5 text-sm cursor-default data-[highlighted]:bg-hover outline-none"
              >
                <span className="w-4 pt-0.5">
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-4 text-accent" />
                  </Base.ItemIndicator>
                </span>
                <span className="grid">
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.hint && <span className="text-xs text-ink-soft max-w-72">{option.hint}</span>}
                </span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
