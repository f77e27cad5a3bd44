import { runConsole } from './run-console'

await runConsole({
  dataDirectory: '.data',
  greet: async (address) => {
    const { ensureSetupLink } = await import('@/lib/auth/setup-link')
    const path = await ensureSetupLink()
    return path ? [`Create the first licensing admin (the link works once): ${address}${path}`] : []
  },
})
