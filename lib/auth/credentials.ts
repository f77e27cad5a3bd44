import { z } from 'zod'
import { ROLES } from './permissions'
import { isWeakPassword } from './weak-password'

/** What a person types about themselves. */
const PASSWORD_LENGTH = { min: 12, max: 128 } as const

export const email = z
  .email('Enter an address like name@example.com.')
  .max(254, 'An address has at most 254 characters.')
  .transform((address) => address.toLowerCase())

export const personName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(100, 'A name has at most 100 characters.')

export const newPassword = z
  .string()
  .min(PASSWORD_LENGTH.min, `Use at least ${PASSWORD_LENGTH.min} characters.`)
  .max(PASSWORD_LENGTH.max, `Use at most ${PASSWORD_LENGTH.max} characters.`)

export const WEAK_PASSWORD =
  'This password is guessed early. Use several words that have nothing to do with each other.'

export const signInInput = z.object({
  email: z.string().trim().min(1, 'Enter your email address.'),
  password: z
    .string()
    .min(1, 'Enter your password.')
    .max(PASSWORD_LENGTH.max, 'A password cannot be that long.'),
})
export type SignInInput = z.infer<typeof signInInput>

export const linkInput = z
  .object({
    token: z.string().min(1).max(200),
    name: personName,
    email,
    password: newPassword,
    /** Typed twice, where a person types it. */
    passwordAgain: z.string().optional(),
  })
  .refine(({ password, passwordAgain = password }) => password === passwordAgain, {
    path: ['passwordAgain'],
    message: 'The passwords do not match.',
  })
  .refine(({ password, name, email: address }) => !isWeakPassword(password, [name, address]), {
    path: ['password'],
    message: WEAK_PASSWORD,
  })

export const role = z.enum(ROLES, 'Choose a role.')

/** The sites to which somebody is limited, a line each; none: all machines. */
export const siteList = z
  .string()
  .max(20_000)
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ])

export const invitationInput = z.object({ name: personName, email, role, sites: siteList })
