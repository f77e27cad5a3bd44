/**
 * Threads beside the one that answers people: work that holds a processor for long would keep everybody waiting there.
 * Each has a file of tasks, which ends in `answerCalls`; tasks are called by name, what they take and give is copied.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DiskFull } from './disk-room'
import { log } from './log'
import type { CallAnswer, ThreadCall } from './thread-calls'
import { ThreadLost, TookTooLong } from './thread-error'

export interface ThreadOptions {
  /** Longest a call may take: then the thread is ended, and only then, since nothing else stops a busy one. */
  withinMs?: number
}

export interface Thread {
  /** Runs a task. Throws what the task throws, TookTooLong, or ThreadLost when the thread ended by itself. */
  call(task: string, args: readonly unknown[]): Promise<unknown>
  /** Ends it: in order when it has a task `stop`, at the latest after `patienceMs`. */
  stop(patienceMs: number): Promise<void>
}

const RESTART_MS = 1_000

/**
 * Starts the thread of a file, given from the root of the project, and waits until it is ready. One that ends by itself is
 * logged and started again: what it was at has failed.
 */
export async function startThread(file: string, options: ThreadOptions = {}): Promise<Thread> {
  const thread = new RunningThread(file, options)
  await thread.start()
  return thread
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
  timer: NodeJS.Timeout | undefined
}

class RunningThread implements Thread {
  #worker: Worker | undefined
  #ready = Promise.resolve()
  #hasStarted = false
  #stopping = false
  #lastId = 0
  readonly #waiting = new Map<number, Waiting>()

  constructor(
    readonly file: string,
    readonly options: ThreadOptions,
  ) {}

  start(): Promise<void> {
    // TypeScript is read by tsx, here as in the process that starts it.
    const worker = new Worker(join(/* turbopackIgnore: true */ process.cwd(), this.file), {
      execArgv: ['--import', 'tsx'],
    })
    this.#worker = worker
    let failure: Error | undefined
    worker.on('error', (error: Error) => {
      failure = error
    })
    this.#ready = new Promise((resolve, reject) => {
      worker.on('message', (answer: CallAnswer | 'ready') => {
        if (answer !== 'ready') return this.#settle(answer)
        this.#hasStarted = true
        resolve()
      })
      worker.on('exit', (code) => {
        const lost = failure ?? new ThreadLost(`${this.file} ended with code ${code}.`)
        reject(lost)
        this.#lose(worker, lost)
      })
    })
    // Whoever starts or calls it hears of it; alone it is no reason to end the process.
    this.#ready.catch(() => undefined)
    return this.#ready
  }

  async call(task: string, args: readonly unknown[]): Promise<unknown> {
    await this.#ready
    const worker = this.#worker
    if (!worker || this.#stopping) throw new ThreadLost(`${this.file} is not running.`)
    return this.#send(worker, task, args)
  }

  #send(worker: Worker, task: string, args: readonly unknown[]): Promise<unknown> {
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, timer: this.#timer(worker, id) })
      worker.postMessage({ id, task, args } satisfies ThreadCall)
    })
  }

  async stop(patienceMs: number): Promise<void> {
    this.#stopping = true
    const worker = this.#worker
    if (!worker) return
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    const late = setTimeout(() => void worker.terminate(), patienceMs)
    await this.#send(worker, 'stop', []).catch(() => undefined)
    await worker.terminate()
    await ended
    clearTimeout(late)
  }

  #timer(worker: Worker, id: number): NodeJS.Timeout | undefined {
    const { withinMs } = this.options
    if (withinMs === undefined) return undefined
    return setTimeout(() => {
      const late = this.#waiting.get(id)
      this.#waiting.delete(id)
      const tooLong = new TookTooLong(`${this.file} was given ${withinMs} ms.`)
      late?.reject(tooLong)
      this.#lose(worker, tooLong)
      void worker.terminate()
    }, withinMs)
  }

  #settle(answer: CallAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    clearTimeout(waiting?.timer)
    if (answer.ok) waiting?.resolve(answer.result)
    else waiting?.reject(errorOf(answer))
  }

  #lose(worker: Worker, lost: Error): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      reject(lost)
    }
    this.#waiting.clear()
    if (this.#stopping || !this.#hasStarted) return
    log.error({ err: lost, file: this.file }, 'a thread ended by itself and is started again')
    // Who calls meanwhile waits for the new one.
    this.#ready = new Promise((resolve) => setTimeout(resolve, RESTART_MS)).then(() => {
      if (!this.#stopping) return this.start()
    })
    this.#ready.catch(() => undefined)
  }
}

/** An error as it was there, with what the answer to a person depends on. */
function errorOf({ message, stack, isDiskFull }: Extract<CallAnswer, { ok: false }>): Error {
  const error = isDiskFull ? new DiskFull(message) : new Error(message)
  if (stack !== undefined) error.stack = stack
  return error
}
