/** One step of the test run: a program, and how its tests are counted. */
import { spawn } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Count {
  passed: number
  failed: number
  /** Tests among the passed that failed at first and passed when tried once more. */
  unsteady?: readonly string[]
}

export interface Stage {
  name: string
  /** Name of a program below node_modules/.bin, or a script of this project. */
  command: readonly [string, ...string[]]
  /** Name of an earlier stage without which this one cannot run; it then counts as one failure. */
  needs?: string
  /** Name of an earlier stage that writes what this one reads; whether it passed does not matter. */
  after?: string
  /** It keeps all cores busy by itself, so nothing runs beside it. */
  alone?: true
  /** How to count from the report the program writes; without it the stage itself is one test. */
  report?: { variable?: string; file: string; count(report: unknown): Count }
}

const ROOT = join(import.meta.dirname, '../..')

/** Runs it to its end whatever happens, printing its output only when something failed. */
export async function runStage(stage: Stage, folder: string): Promise<Count> {
  const began = performance.now()
  const log = join(folder, `${stage.name.replaceAll(' ', '-')}.log`)
  const code = await runProgram(stage, log)
  const count = countOf(stage, code)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const verdict = count.failed === 0 ? 'ok' : `${count.failed} FAILED`
  console.log(
    `${stage.name.padEnd(18)} ${String(count.passed).padStart(5)} passed  ${verdict}  (${seconds} s)`,
  )
  if (count.failed > 0) console.log(readFileSync(log, 'utf8').trimEnd())
  return count
}

/** Stands for a stage that cannot run because the one it needs has failed. */
export function skipStage(stage: Stage): Count {
  console.log(
    `${stage.name.padEnd(18)} ${'0'.padStart(5)} passed  1 FAILED  (not run: ${stage.needs} failed)`,
  )
  return { passed: 0, failed: 1 }
}

function runProgram(stage: Stage, log: string): Promise<number> {
  const [command, ...args] = stage.command
  const isScript = command.endsWith('.ts')
  const program = isScript ? process.execPath : join(ROOT, 'node_modules/.bin', command)
  const options = isScript ? ['--import', 'tsx', command, ...args] : args
  const report = stage.report?.variable ? { [stage.report.variable]: stage.report.file } : {}
  return new Promise((resolve) => {
    const output = createWriteStream(log)
    const child = spawn(program, options, {
      cwd: ROOT,
      env: {
        ...process.env,
        ...report,
        CI: '1',
        // Playwright sets FORCE_COLOR for its workers; Node warns of both together.
        ...(command === 'playwright' ? { FORCE_COLOR: '0' } : { NO_COLOR: '1' }),
        NEXT_TELEMETRY_DISABLED: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.pipe(output, { end: false })
    child.stderr.pipe(output, { end: false })
    child.once('error', (error) => output.write(`${error.message}\n`))
    child.once('close', (code) => output.end(() => resolve(code ?? 1)))
  })
}

/** A program that fails without naming a failed test, or leaves no report, counts as one failure. */
function countOf(stage: Stage, code: number): Count {
  if (!stage.report) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const count = reportedCount(stage.report)
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

function reportedCount({ file, count }: NonNullable<Stage['report']>): Count {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { passed: 0, failed: 1 }
  }
}
