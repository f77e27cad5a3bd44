import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { PACKAGES_LIST } from '@/lib/data/exchange/packages-list'
import { listRequest } from '@/lib/format/list-address'
import { loadSample, removeSampleFleet } from '../sample/sample-fleet'

const database = withTestDatabase()
const actor = systemActor('test')
const now = new Date('2026-03-04T12:00:00Z')

it('gives the sample fleet a package that is done and one that is on its way, and takes both away again', async () => {
  await loadSample.run(actor, {}, { now })
  const packages = async () => (await PACKAGES_LIST.page(actor, listRequest('packages', {}), now)).rows
  expect(await packages()).toMatchObject([
    { number: 2, machines: 4, reserved: 4, counts: { carriedOut: 4 } },
    { number: 1, machines: 6, reserved: 0, counts: { verified: 6 } },
  ])
  const account = await database.prisma.makAccount.findFirstOrThrow({ where: { key: { lastFive: 'K3VDX' } } })
  expect([account.granted, account.balance]).toEqual([25, 15])
  await removeSampleFleet.run(actor, {}, { now })
  expect(await packages()).toEqual([])
}, 60_000)
