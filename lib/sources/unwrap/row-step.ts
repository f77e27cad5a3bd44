/** A row of a text with its place in the source. */
export interface Row {
  /** 1-based line in the source. */
  line: number
  text: string
}

/** Takes one kind of wrapping off, row by row. What it holds back is bounded. */
export interface RowStep {
  push(row: Row): Row[]
  /** Gives out what was held back. */
  end(): Row[]
}

/** One kind of wrapping: looks at the first rows of a text and, where they show it, gives what takes it off. */
export type Wrapping = (head: readonly string[]) => (() => RowStep) | undefined

/** A step without memory. */
export const stepOf =
  (change: (text: string) => string[]): (() => RowStep) =>
  () => ({
    push: ({ line, text }) => change(text).map((part) => ({ line, text: part })),
    end: () => [],
  })

/** What a row says of the machine the rows below are from: the prompt of a remote session, which all readers know. */
export const machineRow = (name: string) => `[${name}]: PS>`
