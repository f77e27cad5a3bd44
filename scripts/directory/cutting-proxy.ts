/** Stands between the console and a directory and fails on purpose. */
import { connect, createServer, type Socket } from 'node:net'

export interface CuttingProxy {
  port: number
  close(): void
}

/**
 * Passes a connection on and cuts it once so many bytes came from the server. 'silent' takes connections and never
 * says a word.
 */
export async function startCuttingProxy(target: number, cutAfter: number | 'silent'): Promise<CuttingProxy> {
  const open = new Set<Socket>()
  const server = createServer((inner) => {
    open.add(inner)
    inner.on('error', () => inner.destroy())
    if (cutAfter === 'silent') return
    const outer = connect(target, '127.0.0.1')
    open.add(outer)
    let passed = 0
    const cut = () => {
      inner.destroy()
      outer.destroy()
    }
    outer.on('error', cut)
    outer.on('close', cut)
    inner.on('close', cut)
    inner.pipe(outer)
    outer.on('data', (chunk: Buffer) => {
      passed += chunk.length
      if (passed > cutAfter) cut()
      else inner.write(chunk)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
