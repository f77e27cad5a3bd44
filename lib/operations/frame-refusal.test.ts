import { expect, test } from 'vitest'
import { sayFrameRefusal } from './frame-refusal'

test('a role without the permission is told what it cannot do', () => {
  expect(sayFrameRefusal({ kind: 'notPermitted', permission: 'kmsHost.change' })).toEqual({
    sentence: 'Your role does not let you change KMS hosts.',
    fields: {},
  })
})

test('input is refused field by field, with the first reason of each', () => {
  const issues = [
    { path: 'name', message: 'Enter a name.' },
    { path: 'name', message: 'A name has letters.' },
    { path: 'machines.0.name', message: 'Too long.' },
    { path: '', message: 'One of both.' },
  ]
  expect(sayFrameRefusal({ kind: 'badInput', issues })).toEqual({
    sentence: 'One of both.',
    fields: { name: 'Enter a name.', 'machines.0.name': 'Too long.' },
  })
})
