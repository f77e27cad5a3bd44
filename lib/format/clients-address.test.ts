import { describe, expect, test } from 'vitest'
import { CLIENT_FILTERS } from './client-fields'
import { exportQuery, loadClientsParams, NO_CLIENTS_FILTER, requestOf, rowsQuery } from './clients-address'
import { fieldValue, isFiltered, itemsOf, joinFilters, NO_FILTER } from './clients-filter'

const ADDRESS =
  '?q=ws&state=grace,silent&product=A%252C%20B&host=kms02&expires=14d&news=30d&cmid=aaaa0042&key=H7X92&names=ws-1,ws-2&sort=-expires&after=x&cols=name,state&open=ws-1'

describe('the address of the clients list', () => {
  test('is read into the filter and written back', () => {
    const params = loadClientsParams(ADDRESS)
    expect(params).toMatchObject({
      state: ['grace', 'silent'],
      product: ['A, B'],
      expires: { kind: 'within', days: 14 },
      news: 30,
      names: ['ws-1', 'ws-2'],
      sort: { column: 'expires', descending: true },
    })
    const again = loadClientsParams(rowsQuery(params))
    expect(requestOf(again).filter).toMatchObject({ product: ['A, B'], host: ['kms02'], key: 'H7X92' })
    expect(exportQuery(params)).not.toContain('after=')
  })

  test('falls back on nonsense', () => {
    const params = loadClientsParams('?state=asleep&expires=soon&news=long&sort=colour&cmid=&names=')
    expect(params).toMatchObject({ ...NO_FILTER, sort: { column: 'name', descending: false } })
    expect(isFiltered(params)).toBe(false)
  })

  test('loses its whole filter at once', () => {
    expect(Object.keys(NO_CLIENTS_FILTER)).toEqual(['q', ...CLIENT_FILTERS])
  })
})

describe('joined filters', () => {
  test('add lists up, replace a single value, and leave the rest alone', () => {
    const filter = { ...NO_FILTER, host: ['kms01'], news: 30 }
    expect(joinFilters(filter, { host: ['kms01', 'kms02'], news: 90 })).toEqual({
      host: ['kms01', 'kms02'],
      news: 90,
    })
  })

  test('hold the last of several items in a field that has one', () => {
    expect(fieldValue('news', [7, 30])).toEqual({ news: 30 })
    expect(itemsOf(NO_FILTER, 'news')).toEqual([])
  })
})
