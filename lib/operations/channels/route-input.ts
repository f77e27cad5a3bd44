import { z } from 'zod'
import { isZone } from '@/lib/activation/calendar/zone-time'
import { TIMINGS } from '@/lib/activation/notice/route'
import { ROLES } from '@/lib/auth/permissions'
import { mailAddress } from './channel-input'

/** What may be entered about a route. */

const HOUR = 'Enter a full hour from 0 to 23.'
const hour = z.coerce.number(HOUR).int(HOUR).min(0, HOUR).max(23, HOUR)
const quietHour = z
  .union([z.literal('').transform(() => null), hour])
  .nullable()
  .default(null)

/** Words one a line or with commas between. */
const listed = (longest: number) =>
  z
    .string()
    .max(4_000, 'Enter fewer.')
    .default('')
    .transform((text) => [
      ...new Set(
        text
          .split(/[\n,]+/)
          .map((word) => word.trim())
          .filter((word) => word !== ''),
      ),
    ])
    .pipe(z.array(z.string().max(longest, `At most ${longest} characters each.`)))

const COUNT = 'Enter a whole number from 1 to 1,000.'
const MINUTES = 'Enter a number of minutes from 1 to 10,080.'

const fields = z
  .object({
    name: z
      .string('Enter a name.')
      .trim()
      .min(1, 'Enter a name.')
      .max(60, 'The name has at most 60 characters.'),
    channelId: z.uuid('Choose a channel.'),
    roles: z.array(z.enum(ROLES)).default([]),
    addresses: listed(254).pipe(z.array(mailAddress).max(50, 'At most 50 addresses.')),
    severities: z.array(z.enum(['info', 'warn', 'error', 'critical'])).default([]),
    rules: z.array(z.string().regex(/^A\d{1,2}$/)).default([]),
    sites: listed(200),
    owners: listed(200),
    timing: z.enum(TIMINGS),
    hour: hour.default(8),
    weekday: z.coerce.number().int().min(1).max(7).default(1),
    zone: z.string().trim().refine(isZone, 'Enter a time zone, such as Europe/Berlin.'),
    quietFrom: quietHour,
    quietTo: quietHour,
    perHour: z.coerce.number(COUNT).int(COUNT).min(1, COUNT).max(1_000, COUNT).default(20),
    escalateMinutes: z
      .union([
        z.literal('').transform(() => null),
        z.coerce.number(MINUTES).int(MINUTES).min(1, MINUTES).max(10_080, MINUTES),
      ])
      .nullable()
      .default(null),
    escalateTo: z
      .union([z.literal('').transform(() => null), z.uuid()])
      .nullable()
      .default(null),
    isOff: z.boolean().default(false),
  })
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    ...{ path: ['quietTo'], error: 'Enter both hours, or neither.' },
  })
  .refine(({ escalateMinutes, escalateTo }) => (escalateMinutes === null) === (escalateTo === null), {
    ...{ path: ['escalateMinutes'], error: 'Enter the minutes and choose the channel, or neither.' },
  })

export const newRoute = fields
export const changedRoute = z.intersection(z.object({ routeId: z.uuid() }), fields)
export const aRoute = z.object({ routeId: z.uuid() })
