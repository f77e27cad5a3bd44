import { cookies, headers } from 'next/headers'
import { authFor } from './auth'
import { deviceCookieName, deviceCookieOptions, deviceCookieValue, knownDeviceId } from './known-device'
import { requestProtocol } from './same-origin'

/** Signs in, in this browser, somebody whom a provider vouched for. */
export async function startProviderSession(of: {
  userId: string
  providerId: string
  provider: string
}): Promise<void> {
  const requestHeaders = await headers()
  const { userId, providerId, provider } = of
  await authFor(requestProtocol(requestHeaders)).api.beginSessionOf({
    body: { userId, providerId, method: provider },
    headers: requestHeaders,
  })
}

/** The id of this browser, where somebody has signed in with this name before. */
export async function knownBrowser(name: string): Promise<string | undefined> {
  const protocol = requestProtocol(await headers())
  const { secret } = await authFor(protocol).$context
  return knownDeviceId(secret, name, (await cookies()).get(deviceCookieName(protocol, name))?.value)
}

/** From now on this browser is known for this name. */
export async function rememberBrowser(name: string, deviceId: string | undefined): Promise<void> {
  const protocol = requestProtocol(await headers())
  const { secret } = await authFor(protocol).$context
  const value = deviceCookieValue(secret, name, deviceId)
  ;(await cookies()).set(deviceCookieName(protocol, name), value, deviceCookieOptions(protocol))
}
