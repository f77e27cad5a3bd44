import { runConsole } from './run-console'

await runConsole({
  dataDirectory: '.data/demo',
  greet: async () => {
    const { loadSampleFleet } = await import('@/lib/operations/sample/sample-fleet')
    await loadSampleFleet()
    const { ensureDemoUsers } = await import('@/lib/auth/demo-users')
    const users = await ensureDemoUsers()
    const rows = users.map(({ role, email, password }) => `  ${role.padEnd(16)} ${email}  ${password}`)
    return ['Sample fleet loaded. Sign in as:', ...rows]
  },
})
