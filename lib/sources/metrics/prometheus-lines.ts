/** One sample of the text format of Prometheus. */
export interface Sample {
  metric: string
  labels: Map<string, string>
  value: number
  /** What its metric's HELP says. */
  help: string
}

/** A name of several words or with labels: "LicenseStatus: 1" and "LicenseStatus 1" are rows of other tools. */
const SAMPLE =
  /^(?=\w+_\w|\w+\s*\{)([a-z_][\w:]{0,198}\w)(?:\s*\{(.{0,8000})\})?\s+([+-]?[\d.]+(?:e[+-]?\d+)?)(?:\s+-?[\d.]+)?\s*$/i
const LABEL = /(\w{1,100})\s*=\s*"((?:[^"\\]|\\.)*)"/g
const HELP = /^#\s*HELP\s+([a-zA-Z_:][\w:]{0,199})\s+(.*)$/
const MOST_HELPS = 1000

const ESCAPES: Readonly<Record<string, string>> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' }

/** Reads the text format row by row: node's text files, what an exporter answers. Source: Prometheus, exposition formats. */
export class PrometheusLines {
  private readonly helps = new Map<string, string>()

  /** The sample on a line, if it is one. */
  push(text: string): Sample | undefined {
    const help = HELP.exec(text)
    if (help !== null) {
      if (this.helps.size < MOST_HELPS) this.helps.set(help[1] ?? '', (help[2] ?? '').slice(0, 1000))
      return undefined
    }
    const [, metric, labels = '', value] = SAMPLE.exec(text) ?? []
    if (metric === undefined) return undefined
    return { metric, labels: labelsOf(labels), value: Number(value), help: this.helps.get(metric) ?? '' }
  }
}

function labelsOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(LABEL)].map(([, name = '', value = '']): [string, string] => [
      name,
      value.replace(/\\[\\"n]/g, (escaped) => ESCAPES[escaped] ?? escaped),
    ]),
  )
}
