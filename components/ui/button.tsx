import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes'
import { Link } from './link'
import { Tooltip } from './tooltip'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'

const LOOK: Readonly<Record<ButtonLook, string>> = {
  primary: 'bg-accent text-accent-ink border-transparent hover:bg-accent-strong',
  secondary: 'bg-raised text-ink border-line-strong hover:bg-hover',
  quiet: 'bg-transparent text-ink-soft border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-raised text-bad border-line-strong hover:bg-bad-soft hover:border-bad',
}

const SIZE = {
  small: 'h-7 px-2 text-table gap-1.5',
  medium: 'h-8 px-3 text-sm gap-2',
  large: 'h-10 px-4 text-sm gap-2',
} as const

const BASE =
  'inline-flex items-center justify-center shrink-0 rounded-md border font-medium whitespace-nowrap select-none ' +
  'transition-colors duration-100 aria-disabled:opacity-55 aria-disabled:cursor-not-allowed ' +
  'disabled:opacity-55 disabled:cursor-not-allowed'

interface Look {
  look?: ButtonLook
  size?: keyof typeof SIZE
  icon?: LucideIcon
  children?: ReactNode
}

/** The classes of a button, for elements that must look like one. */
export function buttonClasses({ look = 'secondary', size = 'medium' }: Look, extra?: string): string {
  return classes(BASE, LOOK[look], SIZE[size], extra)
}

type ButtonProps = Look &
  ComponentProps<'button'> & {
    /** Why the button cannot be used now: it stays visible and focusable, and says so. */
    disabledReason?: string | undefined
  }

/** A button that says what happens. Icon-only buttons need an aria-label. */
export function Button(props: ButtonProps) {
  const { look, size, icon: Icon, children, className, disabledReason, onClick, ...rest } = props
  const unavailable = disabledReason !== undefined
  // Only a submit button does something by itself; without a function the button can come from the server too.
  const refuse =
    rest.type === 'submit' ? (event: { preventDefault(): void }) => event.preventDefault() : undefined
  const button = (
    <button
      type="button"
      {...rest}
      aria-disabled={unavailable || undefined}
      onClick={unavailable ? refuse : onClick}
      className={buttonClasses(look ? { look, size } : { size }, className)}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </button>
  )
  return unavailable ? <Tooltip text={disabledReason}>{button}</Tooltip> : button
}

type LinkButtonProps = Look & ComponentProps<typeof Link>

/** A link that looks like a button: for going somewhere, not for doing something. */
export function LinkButton({ look, size, icon: Icon, children, className, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={buttonClasses(look ? { look, size } : { size }, className)}>
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </Link>
  )
}

/** A link that leads away from the console and looks like a button: the browser itself follows it. */
export function LeavingButton({ href, ...look }: Look & { href: string }) {
  const { icon: Icon, children } = look
  return (
    <a href={href} className={buttonClasses(look)}>
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </a>
  )
}

type DownloadButtonProps = Look & { href: string; disabledReason?: string | undefined }

/** A link to a file that looks like a button; for whom there is no file, a button that says why. */
export function DownloadButton({ href, disabledReason, ...look }: DownloadButtonProps) {
  if (disabledReason !== undefined) return <Button {...look} disabledReason={disabledReason} />
  const { icon: Icon, children } = look
  return (
    <a href={href} download className={buttonClasses(look)}>
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </a>
  )
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'disabledReason'> & {
  icon: LucideIcon
  label: string
}

/** A square button with an icon only; its label is its accessible name and its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  look = 'quiet',
  size = 'medium',
  className,
  ...rest
}: IconButtonProps) {
  const square = size === 'small' ? 'size-7' : 'size-8'
  return (
    <Tooltip text={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={classes(BASE, LOOK[look], square, className)}
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </Tooltip>
  )
}
