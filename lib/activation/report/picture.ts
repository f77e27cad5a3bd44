/** Pictures as shapes on a sheet: a page draws them as SVG, a PDF as vectors, and both look the same. */

/** The colours of the console; a chart is never told by colour alone. */
export type ChartTone = 'ok' | 'watch' | 'warn' | 'bad' | 'silent' | 'accent' | 'soft'

/** 'line' and 'ink' are of the sheet, not of the data. */
export type ShapeTone = ChartTone | 'line' | 'ink'

export type Point = readonly [x: number, y: number]

export type ChartShape =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; tone: ShapeTone }
  | { kind: 'area'; points: readonly Point[]; tone: ShapeTone }
  | { kind: 'line'; points: readonly Point[]; tone: ShapeTone; dash?: readonly number[] }
  | { kind: 'text'; x: number; y: number; anchor: 'start' | 'middle' | 'end'; text: string; isStrong?: true }

/** Shapes on a sheet of their own size. */
export interface Picture {
  title: string
  width: number
  height: number
  shapes: readonly ChartShape[]
}
