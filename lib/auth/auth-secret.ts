import { setting } from '@/lib/server/environment'

/** What the console signs cookies, challenges and links to shared reports with. */
export function authSecret(): string {
  const secret = setting('AUTH_SECRET')
  if (!secret) throw new Error('AUTH_SECRET is not set; start the console with npm start.')
  return secret
}
