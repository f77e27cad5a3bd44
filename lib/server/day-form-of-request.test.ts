import { expect, it } from 'vitest'
import { sayDay } from '@/lib/activation/words/say-date'
import { inDayFormOf } from './day-form-of-request'

const cookie = 'theme=dark; day-form=iso; rail=narrow'
const said = (url: string, headers: { cookie?: string } = { cookie }) =>
  inDayFormOf({ url, headers }, async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return sayDay('2027-03-03T00:00:00Z')
  })

it.each([
  ...[
    '/',
    '/clients/ws-1?tab=history',
    '/api/overview',
    '/api/clients?q=a',
    '/api/clients/ws-1',
    '/api/clients/ws-1/eye',
  ],
  ...[
    '/api/licenses/groups',
    '/api/imports/7/undo',
    '/api/what-if/7',
    '/api/exchange/7/answers',
    '/api/search?q=x',
  ],
])('a page and what it asks for have the days of their reader: %s', async (url) => {
  expect(await said(url)).toBe('2027-03-03')
})

it.each([
  ...[
    '/api/clients/export',
    '/api/licenses/export?q=a',
    '/api/lists/alerts/export?as=csv',
    '/api/reports/R1?as=xlsx',
  ],
  ...[
    '/api/plan/csv',
    '/api/what-if/7/pdf',
    '/api/exchange/7/file?as=csv',
    '/api/exchange/7/commands',
    '/api/feed/x',
  ],
  ...['/api/imports/7/rejections', '/api/v1/clients', '/api/v1/desk', '/api/metrics', '/api/audit/proof'],
])('a file, and what a program asks for, has days in words: %s', async (url) => {
  expect(await said(url)).toBe('3 Mar 2027')
})

it.each([undefined, '', 'day-form=', 'day-form=american', 'xday-form=iso', 'day-form=constructor'])(
  'whoever chose nothing that there is reads words: %s',
  async (none) => {
    expect(await said('/clients', none === undefined ? {} : { cookie: none })).toBe('3 Mar 2027')
  },
)

it('keeps requests at the same time apart, and what is said outside of them', async () => {
  const forms = ['iso', 'dots', 'slashes', 'words'].map((form) =>
    said('/clients', { cookie: `day-form=${form}` }),
  )
  expect(sayDay('2027-03-03T00:00:00Z')).toBe('3 Mar 2027')
  expect(await Promise.all(forms)).toEqual(['2027-03-03', '03.03.2027', '03/03/2027', '3 Mar 2027'])
})
