import { expect, it } from 'vitest'
import { crumbsOf, FOOT_PLACES, MAIN_PLACES, pagesBelow, shapeOf } from './navigation'

it.each([
  ['/', 'overview'],
  ['/clients', 'list'],
  ['/clients/shared-cmids', 'list'],
  ['/clients/ws-0412.corp.example', 'detail'],
  ['/kms-hosts/kms01.corp.example', 'detail'],
  ['/keys/offline', 'list'],
  ['/keys/offline/12/3', 'detail'],
  ['/keys/offline/new', 'form'],
  ['/keys/00000000-0000-4000-8000-000000000000/ledger', 'detail'],
  ['/desk', 'form'],
  ['/settings/people', 'list'],
  ['/sign-in', undefined],
  ['/api/clients/export', undefined],
] as const)('%s waits in the shape of %s', (pathname, shape) => {
  expect(shapeOf(pathname)).toBe(shape)
})

it('names a page that stands below no place, and has the palette find it', () => {
  expect(crumbsOf('/settings/views')).toEqual([{ path: '/settings/views', label: 'Views' }])
  expect(pagesBelow([])).toEqual([
    { label: 'Your account', href: '/account' },
    { label: 'About', href: '/about' },
    { label: 'Views', href: '/settings/views' },
  ])
})

it('gives no two places one key', () => {
  const keys = [...MAIN_PLACES, ...FOOT_PLACES].map(({ key }) => key)
  expect(keys).toEqual([...new Set(keys)])
})
