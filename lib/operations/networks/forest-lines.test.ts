import { describe, expect, it } from 'vitest'
import { forestLines } from './forest-lines'

const forest = {
  name: 'corp.example',
  domains: ['corp.example', 'emea.corp.example', 'not a name'],
  trusts: [{ name: 'partner.example', trust: 'trusted' as const, note: 'Forest trust, both ways.' }],
  zones: [
    { name: 'corp.example', domain: 'corp.example' },
    { name: 'lab.example', domain: null },
  ],
  activationObjects: [],
  unreadable: [],
}
const own = { kind: 'forest', name: 'ours.example', trust: 'own', isSample: false }

describe('what a directory says, as lines of a list', () => {
  it('makes the first forest the own one, the next untrusted until somebody says otherwise', () => {
    expect(forestLines(forest, { units: [], zones: [] })[0]).toMatchObject({
      name: 'corp.example',
      trust: 'own',
    })
    expect(forestLines(forest, { units: [own], zones: [] })[0]).toMatchObject({ trust: 'untrusted' })
  })

  it('takes no notice of the sample', () => {
    const units = [{ ...own, isSample: true }]
    expect(forestLines(forest, { units, zones: [] })[0]).toMatchObject({ trust: 'own' })
  })

  it('leaves a person’s word: trust of a listed forest, owner of a listed zone', () => {
    const units = [
      { kind: 'forest', name: 'corp.example', trust: 'trusted', isSample: false },
      { kind: 'forest', name: 'partner.example', trust: 'untrusted', isSample: false },
    ]
    const lines = forestLines(forest, { units, zones: [{ name: 'corp.example', unit: 'shop' }] })
    expect(lines[0]).toMatchObject({ name: 'corp.example', trust: null })
    expect(lines.filter(({ name }) => name === 'partner.example')).toEqual([])
    expect(lines.find(({ kind, name }) => kind === 'zone' && name === 'corp.example')).toMatchObject({
      unit: null,
    })
  })

  it('gives a zone without a domain to the forest, and leaves out what is no name', () => {
    const lines = forestLines(forest, { units: [], zones: [] })
    expect(lines.find(({ name }) => name === 'lab.example')).toMatchObject({ unit: 'corp.example' })
    expect(lines.map(({ name }) => name)).not.toContain('not a name')
    expect(forestLines({ ...forest, name: '' }, { units: [], zones: [] })).toEqual([])
  })
})
