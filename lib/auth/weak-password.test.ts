import { describe, expect, it } from 'vitest'
import { linkInput } from './credentials'
import { readablePassword } from './readable-password'
import { isWeakPassword } from './weak-password'

describe('a new password', () => {
  it.each([
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '123456789012',
    'qwertzuiop123',
    '1qaz2wsx3edc',
    'passwordpassword',
    'P@ssw0rd2026!!',
    'Sommer2026!!',
    'Welcome12345678',
    'administrator1',
    'zyxwvutsrqponm',
    'MicrosoftWindows11',
  ])('is weak: %s', (password) => {
    expect(isWeakPassword(password)).toBe(true)
  })

  it.each([
    'walnut-meadow-lantern',
    'a long enough password',
    'another long password',
    'x9Kq2mVt7Lwp',
    'korrekt pferd batterie',
  ])('is not weak: %s', (password) => {
    expect(isWeakPassword(password)).toBe(false)
  })

  it('is weak where it is made of the name and the address of its person', () => {
    const own = ['Ines Okonkwo', 'ines.okonkwo@northwind.example']
    expect(isWeakPassword('okonkwo-northwind', own)).toBe(true)
    expect(isWeakPassword('okonkwo-northwind')).toBe(false)
  })

  it('that the console makes up is not weak', () => {
    for (let count = 0; count < 50; count += 1) expect(isWeakPassword(readablePassword())).toBe(false)
  })

  it('makes no first admin when it is weak ("aaaaaaaaaaaa makes the first admin")', () => {
    const form = { token: 't', name: 'Ines', email: 'ines@corp.example', password: 'aaaaaaaaaaaa' }
    const parsed = linkInput.safeParse(form)
    expect(parsed.error?.issues).toMatchObject([{ path: ['password'] }])
    expect(linkInput.safeParse({ ...form, password: 'walnut-meadow-lantern' }).success).toBe(true)
  })
})
