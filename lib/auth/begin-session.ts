import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** What a session was begun with, as the audit log and the list of sessions say it; through a provider it is that one's name. */
export type SignInMethod = 'password' | 'passkey' | 'password and code' | 'password and recovery code'

/**
 * Begins a whole session for a person who has shown who they are by something else than a password alone; sets its cookie.
 * Only this console's own code calls it.
 */
export const sessionsOfOurs = {
  id: 'sessions-of-ours',
  endpoints: {
    beginSessionOf: createAuthEndpoint.serverOnly(
      {
        method: 'POST',
        body: z.object({ userId: z.string(), method: z.string(), providerId: z.string().optional() }),
        requireHeaders: true,
      },
      async (ctx) => {
        const { userId, method, providerId } = ctx.body
        const user = await ctx.context.internalAdapter.findUserById(userId)
        if (!user) throw new Error('A session was to begin for nobody.')
        const session = await ctx.context.internalAdapter.createSession(userId, false, {
          waits: false,
          method,
          ...(providerId && { providerId }),
        })
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ ok: true })
      },
    ),
  },
} as const
