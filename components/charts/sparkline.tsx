interface SparklineProps {
  /** oldest first; the last one is the running day */
  values: number[]
  /** what a listener hears instead of the line */
  label: string
}

const WIDTH = 96
const HEIGHT = 20

/** A line of counts over time, from zero. The running day is dashed and its dot hollow: it is not over. */
export function Sparkline({ values, label }: SparklineProps) {
  const top = Math.max(...values, 1)
  const step = WIDTH / Math.max(values.length - 1, 1)
  const points = values.map(
    (value, index) => [index * step, HEIGHT - 2 - (value / top) * (HEIGHT - 4)] as const,
  )
  const running = points.slice(-2)
  const last = points.at(-1)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-1 0 ${WIDTH + 4} ${HEIGHT}`}
      className="h-5 w-24 overflow-visible"
    >
      <polyline
        points={pointsInWords(points.slice(0, -1))}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.25}
        strokeLinejoin="round"
      />
      <polyline
        points={pointsInWords(running)}
        fill="none"
        stroke="var(--line-strong)"
        strokeWidth={1}
        strokeDasharray="2 2"
      />
      {last && (
        <circle
          cx={last[0]}
          cy={last[1]}
          r={1.75}
          fill="var(--surface-raised)"
          stroke="var(--ink-faint)"
          strokeWidth={1}
        />
      )}
    </svg>
  )
}

const pointsInWords = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
