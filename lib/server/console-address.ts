import { setting } from './environment'

/** Where people reach this console, for links that leave it: PUBLIC_URL, or this machine. Without a slash at its end. */
export function consoleAddress(): string {
  const given = setting('PUBLIC_URL')?.replace(/\/+$/, '')
  return given ?? `http://${setting('HOST')}:${setting('PORT')}`
}
