import { runConsole } from './run-console'

await runConsole({
  dataDirectory: '.data/dev',
  development: true,
  greet: async (address) => {
    const { ensureDemoUsers } = await import('@/lib/auth/demo-users')
    const users = await ensureDemoUsers()
    return users.map(({ role, email, password }) => `${role}: ${email} / ${password} (${address}/sign-in)`)
  },
})
