import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostNameOf, readHostList } from './host-list'

describe('a pasted list of KMS hosts', () => {
  it('with a header, in any order of columns', () => {
    const text = 'Site;Host;OS;Key group;Port\nBerlin;KMS01.Corp.Example.;Server 2022;Server 2022;1688\n'
    expect(readHostList(text)).toEqual([
      {
        line: 2,
        ok: true,
        host: {
          name: 'kms01.corp.example',
          platform: 'Windows Server 2022',
          keyGroup: 'server-2022',
          port: 1688,
          site: 'Berlin',
        },
      },
    ])
  })

  it('without one: names alone, or name and platform', () => {
    expect(readHostList('kms01\n\nkms02.corp.example, Windows Server 2012 R2 Standard')).toEqual([
      { line: 1, ok: true, host: { name: 'kms01' } },
      { line: 3, ok: true, host: { name: 'kms02.corp.example', platform: 'Windows Server 2012 R2' } },
    ])
  })

  it.each([
    ['kms 01', 'is not a machine name'],
    ['kms01,Windows 98', 'cannot be the platform of a KMS host'],
    ['kms01,Server 2022,Server 1999', 'is not a key group'],
    ['kms01,,,70000', 'is not a port from 1 to 65535'],
  ])('says of “%s” what is wrong', (line, problem) => {
    expect(readHostList(line)).toEqual([
      { line: 1, ok: false, problem: expect.stringContaining(problem), text: line },
    ])
  })

  it('never repeats a product key', () => {
    const key = ['BBBBB', 'CCCCC', 'DDDDD', 'FFFFF', 'GGGGG'].join('-')
    const [line] = readHostList(`kms01,Server 2022,${key}`)
    expect(line).toMatchObject({ ok: false, problem: expect.stringContaining('product key') })
    expect(JSON.stringify(line)).not.toContain(key)
  })

  it('keeps quoted commas together', () => {
    expect(readHostList('name,owner\nkms01,"Lee, Kim ""KL"""')).toMatchObject([
      { ok: true, host: { owner: 'Lee, Kim "KL"' } },
    ])
  })

  it('takes any text without failing, and gives back every line that is not empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readHostList(text).every(({ line }) => line >= 1)).toBe(true)
      }),
    )
  })
})

it.each([
  ['KMS01.', 'kms01'],
  ['10.0.0.5', '10.0.0.5'],
  ['-kms', undefined],
  ['kms01:1688', undefined],
  ['', undefined],
])('the name %j is %j', (text, name) => {
  expect(hostNameOf(text)).toBe(name)
})

it.each(['BCDFG-HJKMP-QRTVW-XY234-6789N', 'XXXXX-XXXXX-XXXXX-XXXXX-6789N', 'bcdfghjkmpqrtvwxy2346789n'])(
  'takes no product key for a machine: %s',
  (text) => {
    expect(hostNameOf(text)).toBeUndefined()
    expect(readHostList(text)).toMatchObject([{ ok: false, problem: expect.stringContaining('product key') }])
  },
)
