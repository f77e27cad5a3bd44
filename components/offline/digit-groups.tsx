import { classes } from '../ui/classes'

interface DigitGroupsProps {
  groups: readonly string[]
  /** What the number is, for the ear: 'Installation ID'. */
  label: string
  size?: 'large'
}

/**
 * A long number in its groups, each under its place, as telephone and portal ask for it. Read aloud digit by digit,
 * group by group.
 */
export function DigitGroups({ groups, label, size }: DigitGroupsProps) {
  return (
    <ol
      aria-label={`${label}, ${groups.length} groups`}
      className={
        size === 'large'
          ? 'grid grid-cols-[repeat(3,max-content)] gap-x-4 sm:gap-x-8 gap-y-3'
          : 'flex flex-wrap gap-x-4 gap-y-3'
      }
    >
      {groups.map((group, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
        <li key={position} className="grid justify-items-center gap-0.5">
          <span aria-hidden className="text-xs text-ink-soft">
            {position + 1}
          </span>
          <span
            aria-hidden
            className={classes(
              'font-mono tabular-nums select-all tracking-wide',
              size === 'large' ? 'text-figure font-medium max-sm:text-xl' : 'text-base',
            )}
          >
            {group}
          </span>
          <span className="sr-only">
            Group {position + 1}: {[...group].join(' ')}
          </span>
        </li>
      ))}
    </ol>
  )
}
