import { describe, expect, it } from 'vitest'
import { canHostActivate } from '../kms/can-host-activate'
import { sayHostRefusal } from '../kms/host-sentence'
import { cheapestKeyGroup, keyGroupOfHost } from '../kms/key-groups'
import { LicenseBook } from '../license/license-book'
import { licenseSlot } from '../license/license-slot'
import { productOf } from '../product/products'
import { explainReason } from '../reason/explain-reason'
import { lookUp, referenceSizes } from './look-up'
import { OWN_KINDS, type OwnEntry, type OwnKind, type OwnValues } from './own-entry'
import type { OwnMark } from './own-mark'
import { referenceBook, SEED_BOOK } from './reference-book'
import { seedValue } from './seed-value'

const MARK: OwnMark = {
  at: '2026-03-01T00:00:00.000Z',
  by: 'Ada',
  source: 'Ticket 4711',
  dated: '2026-02',
  corrects: false,
}
const entry = <Kind extends OwnKind>(kind: Kind, key: string, value: OwnValues[Kind]) =>
  ({ kind, key, value, mark: MARK }) as OwnEntry
const bookOf = (...entries: OwnEntry[]) => referenceBook(entries)

const NEW_ID = '0f0e0d0c-1111-4000-8000-00000000abcd'
const PLANT = entry('product', NEW_ID, {
  label: 'Windows Server of the plant',
  generation: 'Windows Server 2025',
  family: 'server',
  edition: 'Datacenter',
  keyKind: 'GVLK',
})

it('is the seed where nothing was entered', () => {
  expect(bookOf()).toEqual(SEED_BOOK)
  expect(lookUp('server 2022', bookOf())).toEqual(lookUp('server 2022'))
})

describe('a product of ours', () => {
  const { catalogue } = bookOf(PLANT)

  it('names what no table names, and puts it on the license of its kind', () => {
    expect(productOf({ activationId: NEW_ID }).known).toBe(false)
    expect(productOf({ activationId: NEW_ID }, {}, catalogue)).toMatchObject({
      label: 'Windows Server of the plant',
      generation: 'Windows Server 2025',
      family: 'server',
      known: true,
    })
    expect(licenseSlot({ activationId: NEW_ID })).toBe(`other:${NEW_ID}`)
    expect(licenseSlot({ activationId: NEW_ID }, {}, catalogue)).toBe('windows')
  })

  it('is called so whatever else its source says', () => {
    const observed = {
      activationId: `{${NEW_ID.toUpperCase()}}`,
      name: 'Windows(R), ServerDatacenter edition',
    }
    expect(productOf(observed, { serviceVersion: '10.0.20348.1' }, catalogue).label).toBe(
      'Windows Server of the plant',
    )
  })

  it('is named so in what a text says', () => {
    const book = new LicenseBook(catalogue)
    book.add({
      kind: 'kmsRequest',
      at: '2026-03-01T08:00:00Z',
      client: { name: 'srv-1', cmid: NEW_ID, isVirtual: false },
      hresult: '0x00000000',
      minimumCount: 5,
      status: 'licensed',
      remainingMinutes: 1,
      activationId: NEW_ID,
    })
    expect(book.licenses()[0]).toMatchObject({
      slot: 'windows',
      facts: { productLabel: 'Windows Server of the plant', family: 'server' },
    })
  })

  it('leaves the seed as it is', () => {
    expect(SEED_BOOK.catalogue.products.has(NEW_ID)).toBe(false)
    expect(referenceSizes(bookOf(PLANT)).product).toBe(referenceSizes().product + 1)
  })
})

it('a published key of ours stands in the place of the one with its last five', () => {
  const { catalogue } = bookOf(
    entry('key', '2YT43', {
      publishedAs: 'gvlk',
      generation: 'Windows 11',
      family: 'client',
      name: 'Enterprise X',
    }),
  )
  const observed = { partialKey: '2YT43', channel: 'KMS client' as const }
  expect(productOf(observed, {}, catalogue).label).toBe('Windows 11 Enterprise X')
  expect(lookUp('2YT43', { ...SEED_BOOK, catalogue }).key).toHaveLength(1)
})

describe('a note on a code', () => {
  const book = bookOf(
    entry('code', '0xC004F038', { note: 'Our plant has one host', remedy: 'Call the plant' }),
    entry('code', '0xC004FFFE', { meaning: 'Seen since August' }),
  )

  it('stands beside what is published', () => {
    const { own, ...published } = explainReason('0xC004F038', {}, book.reasons)
    expect(published).toEqual(explainReason('0xC004F038'))
    expect(own).toEqual({ note: 'Our plant has one host', remedy: 'Call the plant', mark: MARK })
  })

  it('gives a meaning to a code that no table lists', () => {
    expect(explainReason('c004fffe', {}, book.reasons)).toMatchObject({
      known: true,
      meaning: 'Seen since August',
      source: 'Ticket 4711, 2026-02',
    })
    expect(lookUp('since august', book).code.map(({ code }) => code)).toEqual(['0xC004FFFE'])
    expect(lookUp('call the plant', book).code.map(({ code }) => code)).toEqual(['0xC004F038'])
  })
})

it('an event of ours leaves the other numbers of its row where they were', () => {
  const own = {
    log: 'Application',
    provider: 'SPP',
    side: 'client',
    meaning: 'Of ours',
    isNoise: false,
  } as const
  const book = bookOf(entry('event', '902', own))
  expect(lookUp('902', book).event).toMatchObject([{ ids: [902], meaning: 'Of ours', own: MARK }])
  expect(lookUp('903', book).event).toMatchObject([{ ids: [900, 903] }])
})

describe('host keys and updates of ours', () => {
  const { hosts } = bookOf(
    entry('hostUpdate', 'Windows Server 2016 > Windows Server 2019', {
      host: 'Windows Server 2016',
      target: 'Windows Server 2019',
      updates: [],
    }),
    entry('keyGroup', 'server-2022', {
      application: 'windows',
      label: 'Server 2022',
      clientsUpTo: 'Windows 11',
      serversUpTo: 'Windows Server 2022',
      installsOn: ['Windows Server 2012 R2', 'Windows Server 2022'],
      descriptionChannel: 'VOLUME_KMS_WS22',
    }),
    entry('keyGroup', 'own-office-ltsc-2027', {
      application: 'office',
      label: 'Office LTSC 2027',
      serves: 'Office LTSC 2027',
    }),
  )
  const SERVER_2019 = { family: 'server', generation: 'Windows Server 2019' } as const

  it('say that a host needs no update', () => {
    const setup = { hostPlatform: 'Windows Server 2016', key: 'server-2019', updates: [] } as const
    expect(canHostActivate(setup, SERVER_2019)).toMatchObject({ refusal: { kind: 'updateMissing' } })
    expect(canHostActivate(setup, SERVER_2019, hosts)).toMatchObject({ ok: true })
  })

  it('leave the other target of the same update as it was', () => {
    const setup = { hostPlatform: 'Windows Server 2016', key: 'server-2022', updates: [] } as const
    expect(canHostActivate({ ...setup, hostPlatform: 'Windows Server 2012 R2' }, SERVER_2019, hosts).ok).toBe(
      true,
    )
    expect(hosts.updates).toContainEqual(
      expect.objectContaining({ targets: ['Windows Server 2022'], update: 'KB5003638' }),
    )
  })

  it('are chosen, found by their channel, and named in a refusal', () => {
    const office = { family: 'office', generation: 'Office LTSC 2027' } as const
    expect(cheapestKeyGroup([office], { groups: hosts.groups }).office.map(({ id }) => id)).toEqual([
      'own-office-ltsc-2027',
    ])
    expect(keyGroupOfHost('VOLUME_KMS_WS22 channel', undefined, hosts.groups)?.own).toEqual(MARK)
    const answer = canHostActivate({ hostPlatform: 'Windows Server 2022', key: 'server-2022' }, office, hosts)
    if (answer.ok) throw new Error('Not refused')
    expect(sayHostRefusal(answer.refusal, hosts.groups)).toContain('here Office LTSC 2027')
  })
})

describe('the seed’s value of a thing', () => {
  it.each<[OwnKind, string, object]>([
    [
      'product',
      '73111121-5638-40f6-bc11-f1d7b0d64300',
      { label: 'Windows 10/11 Enterprise', keyKind: 'GVLK' },
    ],
    ['key', '2YT43', { publishedAs: 'gvlk', name: 'Enterprise' }],
    ['code', '0xC004F038', {}],
    ['event', '12290', { log: 'Key Management Service', isNoise: false }],
    [
      'keyGroup',
      'server-2022',
      { application: 'windows', installsOn: expect.arrayContaining(['Windows Server 2022']) },
    ],
    ['keyGroup', 'office-2019', { application: 'office', installsFromServer: 'Windows Server 2012' }],
    ['hostUpdate', 'Windows Server 2016 > Windows Server 2019', { updates: ['KB5003638', 'KB4478877'] }],
    ['cloudHost', '51.4.143.248', { cloud: 'Azure Germany' }],
  ])('%s %s is what the form starts from', (kind, key, value) => {
    expect(seedValue(kind, key)).toMatchObject(value)
  })

  it('is absent for what the tables do not have', () => {
    for (const kind of OWN_KINDS) expect(seedValue(kind, 'no such thing')).toBeUndefined()
  })
})
