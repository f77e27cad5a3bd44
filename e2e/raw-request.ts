/** HTTP as anybody may send it: odd paths, methods and bodies that a browser or fetch would mend first. */
import { Agent, request } from 'node:http'

export interface RawRequest {
  method?: string
  /** Sent as it stands. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 6 })

export function sendRaw(
  origin: string,
  { method = 'GET', path, headers = {}, body }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method, path, headers, timeout: 30_000 }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      answer.on('error', reject)
    })
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${path} had no answer in 30 s`)))
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The cookie of a session, for the header of later requests. */
export async function cookieOf(
  origin: string,
  credentials: { email: string; password: string },
): Promise<string> {
  const answer = await sendRaw(origin, {
    method: 'POST',
    path: '/api/auth/sign-in/email',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(credentials),
  })
  if (answer.status !== 200) throw new Error(`Signing in was refused: ${answer.text}`)
  const cookies = [answer.headers['set-cookie'] ?? []].flat()
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}
