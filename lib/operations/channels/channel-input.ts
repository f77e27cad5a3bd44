import { z } from 'zod'
import { CHANNEL_KINDS, MAIL_SECURITIES } from '@/lib/activation/notice/channel-kinds'
import { certificate } from '../networks/directory-input'
import { dnsName } from '../networks/network-input'

/** What may be entered about a channel. */

export const channelName = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name.')
  .max(60, 'The name has at most 60 characters.')

/** One address, without a name before it: 'ada@corp.example'. */
export const mailAddress = z.email('Enter an email address, such as ada@corp.example.').max(254)

const PORT = 'Enter a port between 1 and 65535.'
const MINUTES = 'Enter a number of minutes from 1 to 1440.'

const mail = z.object({
  host: z
    .string('Enter the name of the mail server.')
    .trim()
    .toLowerCase()
    .pipe(z.union([z.ipv4(), z.ipv6(), dnsName], { error: 'Enter the name of the mail server.' })),
  port: z.coerce.number(PORT).int(PORT).min(1, PORT).max(65_535, PORT),
  security: z.enum(MAIL_SECURITIES),
  /** empty: it takes mail without sign-in */
  user: z.string().trim().max(200).default(''),
  from: mailAddress,
  replyTo: z.union([z.literal(''), mailAddress]).default(''),
})

const address = z
  .string('Enter the address.')
  .trim()
  .max(2_000, 'The address is too long.')
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.username + url.password === ''
  }, 'Enter an address that begins with https://.')

/** What every kind may be given; which of it is used is the kind's own. Empty: as it was, where it was entered before. */
const fields = z.object({
  name: channelName,
  /** ticked by a person: what is sent can be read on its way */
  acceptsPlain: z.boolean().default(false),
  caCertificate: certificate,
  mail: mail.optional(),
  password: z.string().max(256, 'At most 256 characters.').default(''),
  url: z.union([z.literal(''), address]).default(''),
  topic: z
    .string()
    .trim()
    .regex(/^[\w-]{0,64}$/, 'A topic has letters, digits, dashes and underscores, 64 at most.')
    .default(''),
  token: z.string().trim().max(200, 'At most 200 characters.').default(''),
  everyMinutes: z.coerce.number(MINUTES).int(MINUTES).min(1, MINUTES).max(1_440, MINUTES).default(5),
})

export const newChannel = fields.extend({ kind: z.enum(CHANNEL_KINDS) })
export const changedChannel = fields.extend({ channelId: z.uuid() })
export const aChannel = z.object({ channelId: z.uuid() })

export type ChannelFields = z.output<typeof fields>
