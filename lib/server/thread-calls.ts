/** The other side of `thread.ts`: what runs in the thread. */
import { parentPort } from 'node:worker_threads'
import { isDiskFull } from './disk-room'
import { maskOutput } from './masked-output'

export interface ThreadCall {
  id: number
  task: string
  args: readonly unknown[]
}

export type CallAnswer =
  | { id: number; ok: true; result: unknown }
  | { id: number; ok: false; message: string; stack: string | undefined; isDiskFull: boolean }

// biome-ignore lint/suspicious/noExplicitAny: each task takes its own arguments; callers get them from its type.
type Tasks = Readonly<Record<string, (...args: any[]) => unknown>>

/** Says that the thread is ready, and from then on runs what it is called for. */
export function answerCalls(tasks: Tasks): void {
  maskOutput()
  parentPort?.on('message', async ({ id, task, args }: ThreadCall) => {
    const answer = await answerOf(id, tasks[task], args)
    try {
      parentPort?.postMessage(answer)
    } catch (error) {
      // What cannot be copied.
      parentPort?.postMessage(failureOf(id, error))
    }
  })
  parentPort?.postMessage('ready')
}

async function answerOf(
  id: number,
  task: Tasks[string] | undefined,
  args: readonly unknown[],
): Promise<CallAnswer> {
  try {
    if (!task) throw new Error('There is no such task.')
    return { id, ok: true, result: await task(...args) }
  } catch (error) {
    return failureOf(id, error)
  }
}

function failureOf(id: number, error: unknown): CallAnswer {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { id, ok: false, message, stack, isDiskFull: isDiskFull(error) }
}
