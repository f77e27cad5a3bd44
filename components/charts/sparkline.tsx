interface SparklineProps {
  /** oldest first; the last one is the running day */
  values: number[]
  /** how many of them are over and known: the others are not drawn, because a low one would look like an outage */
  finished: number
  /** what a listener hears instead of the line */
  label: string
}

const WIDTH = 96
const HEIGHT = 20

/** A line of counts over time, from zero, as far as the days are over. */
export function Sparkline({ values, finished, label }: SparklineProps) {
  const known = values.slice(0, finished)
  const top = Math.max(...known, 1)
  const step = WIDTH / Math.max(values.length - 1, 1)
  const points = known.map(
    (value, index) => [index * step, HEIGHT - 2 - (value / top) * (HEIGHT - 4)] as const,
  )
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-1 0 ${WIDTH + 4} ${HEIGHT}`}
      className="h-5 w-24 overflow-visible"
    >
      <polyline
        points={pointsInWords(points)}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.25}
        strokeLinejoin="round"
      />
    </svg>
  )
}

const pointsInWords = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
