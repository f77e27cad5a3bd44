interface ProgressBarProps {
  /** 0 to 1; undefined when the end is not known. */
  done: number | undefined
  /** What is going on, for the ear: 'Being read'. */
  label: string
}

/** How far something is. */
export function ProgressBar({ done, label }: ProgressBarProps) {
  const percent = done === undefined ? undefined : Math.round(done * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1.5 w-full overflow-hidden rounded-full bg-hover"
    >
      <div
        className={
          percent === undefined
            ? 'h-full w-1/3 rounded-full bg-accent breathe'
            : 'h-full rounded-full bg-accent'
        }
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
