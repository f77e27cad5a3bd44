/** One line of a benchmark: our figure beside a peer's or a limit's, taken in the same run. */
export interface BenchLine {
  name: string
  ours: number
  peer: number
  /** Unit of both figures: 'events/s', 'ms', 'MB'. */
  unit: string
  peerName: string
  /** As the aim reads it: a speed is ours / peer; a time or a size is ours / limit. */
  ratio: number
  aim: string
  met: boolean
}

/** A figure beside what it may be at most. */
export function limitLine(
  name: string,
  ours: number,
  limit: number,
  unit: string,
  peerName = 'limit',
): BenchLine {
  const ratio = ours / limit
  return { name, ours, peer: limit, unit, peerName, ratio, aim: 'at most 1', met: ratio <= 1 }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Milliseconds that a run takes. */
export async function millisecondsOf(run: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

/** Medians of runs that alternate, so that a slow moment of the machine hits both. One unmeasured run each first. */
export async function alternate(
  rounds: number,
  ours: () => Promise<unknown> | unknown,
  peer: () => Promise<unknown> | unknown,
): Promise<{ ours: number; peer: number }> {
  const times = { ours: [] as number[], peer: [] as number[] }
  await ours()
  await peer()
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(await millisecondsOf(ours))
    times.peer.push(await millisecondsOf(peer))
  }
  return { ours: median(times.ours), peer: median(times.peer) }
}

/** Prints lines as a table, or as JSON when asked for with --json. */
export function printLines(lines: readonly BenchLine[], args: readonly string[]): void {
  if (args.includes('--json')) {
    console.log(JSON.stringify(lines, null, 2))
    return
  }
  for (const line of lines) {
    const figures = `${shown(line.ours)} ${line.unit} beside ${shown(line.peer)} (${line.peerName})`
    console.log(
      `${line.met ? 'met   ' : 'missed'} ${line.name}: ${figures}, ratio ${shown(line.ratio)}, aim ${line.aim}`,
    )
  }
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2)
}

/** The number after --scale, 1 without it. */
export function scaleOf(args: readonly string[]): number {
  const scale = Number(args[args.indexOf('--scale') + 1])
  return args.includes('--scale') && scale > 0 ? scale : 1
}

/** What there should be none of. @param found their names */
export function noneLine(name: string, found: readonly string[]): BenchLine {
  return {
    name: [name, ...found].join(' '),
    ours: found.length,
    peer: 0,
    unit: '',
    peerName: 'limit',
    ratio: found.length,
    aim: 'none',
    met: found.length === 0,
  }
}
