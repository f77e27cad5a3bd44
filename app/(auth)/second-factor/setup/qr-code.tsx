import { encode } from 'uqr'

/** Light around it, without which cameras find nothing (ISO/IEC 18004). */
const QUIET = 4

/** A QR code, dark on light in either theme. */
export function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 0 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  const side = size + 2 * QUIET
  return (
    <svg
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      role="img"
      aria-label="QR code for the authenticator app"
      shapeRendering="crispEdges"
      className="size-48 shrink-0 rounded-md border bg-white"
    >
      <path d={dark.join('')} fill="black" />
    </svg>
  )
}
