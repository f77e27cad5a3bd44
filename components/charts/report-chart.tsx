import { drawChart } from '@/lib/activation/report/draw-chart'
import type { ChartShape, Picture, ShapeTone } from '@/lib/activation/report/picture'
import type { ReportChart } from '@/lib/activation/report/report'

/** A chart of a report as SVG, the same shapes as in its PDF. Its numbers stand in the table beneath. */
export function ReportChartView({ chart }: { chart: ReportChart }) {
  return <PictureView picture={drawChart(chart)} />
}

interface PictureViewProps {
  picture: Picture
  /** narrower it scrolls: what is read needs more than what is looked at */
  minWidth?: string
}

/** A picture as SVG, the same shapes as in a PDF. */
export function PictureView({
  picture: { title, width, height, shapes },
  minWidth = '34rem',
}: PictureViewProps) {
  return (
    <figure className="m-0 grid gap-2 min-w-0 overflow-x-auto">
      <figcaption className="font-medium">{title}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={title}
        style={{ minWidth }}
        className="w-full max-w-[60rem] h-auto"
      >
        {shapes.map((shape, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: shapes of a picture have no other name and never move
          <Shape key={at} shape={shape} />
        ))}
      </svg>
    </figure>
  )
}

const colour = (tone: ShapeTone) => (tone === 'soft' ? 'var(--line-strong)' : `var(--${tone})`)

const pointsOf = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')

function Shape({ shape }: { shape: ChartShape }) {
  switch (shape.kind) {
    case 'rect': {
      const { kind: _, tone, ...box } = shape
      return <rect {...box} fill={colour(tone)} />
    }
    case 'area':
      return <polygon points={pointsOf(shape.points)} fill={colour(shape.tone)} />
    case 'line':
      return (
        <polyline
          points={pointsOf(shape.points)}
          fill="none"
          stroke={colour(shape.tone)}
          strokeWidth={shape.tone === 'line' ? 0.75 : 1.6}
          strokeDasharray={shape.dash?.join(' ')}
        />
      )
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          textAnchor={shape.anchor}
          fontSize={10.5}
          fontWeight={shape.isStrong ? 600 : undefined}
          fill={shape.isStrong ? 'var(--ink)' : 'var(--ink-soft)'}
        >
          {shape.text}
        </text>
      )
  }
}
