import { afterEach, describe, expect, it, vi } from 'vitest'
import { isSameOrigin, ownOrigins, requestProtocol } from './same-origin'

afterEach(() => vi.unstubAllEnvs())

describe('the origin of a request', () => {
  it.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['console.corp.example', 'http://console.corp.example'],
  ])('is the console itself when it was reached as %s', (host, origin) => {
    expect(isSameOrigin(new Headers({ host, origin }))).toBe(true)
  })

  it('is foreign when another site asks', () => {
    const headers = new Headers({ host: 'localhost:3000', origin: 'https://elsewhere.example' })
    expect(isSameOrigin(headers)).toBe(false)
  })

  it('is foreign when a sandboxed page asks', () => {
    expect(isSameOrigin(new Headers({ host: 'localhost:3000', origin: 'null' }))).toBe(false)
  })

  it('is not needed from a program', () => {
    expect(isSameOrigin(new Headers({ host: 'localhost:3000' }))).toBe(true)
  })

  it('follows a proxy that ends TLS', () => {
    const headers = new Headers({ host: 'console.corp.example', 'x-forwarded-proto': 'https' })
    expect(requestProtocol(headers)).toBe('https')
    expect(ownOrigins(headers)).toEqual(['https://console.corp.example'])
  })

  it('includes PUBLIC_URL, which also decides the protocol', () => {
    vi.stubEnv('PUBLIC_URL', 'https://kms.corp.example/')
    const headers = new Headers({ host: '10.0.0.4:3000' })
    expect(requestProtocol(headers)).toBe('https')
    expect(ownOrigins(headers)).toContain('https://kms.corp.example')
  })
})
