import { expect, it } from 'vitest'
import { actionWords, changesOf, subjectName } from './audit-words'

it('says what changed, and leaves out what did not', () => {
  const before = { name: 'Mia', role: 'helpdesk', isSample: false }
  const after = { name: 'Mia', role: 'licensingAdmin', isSample: false }
  expect(changesOf(before, after)).toEqual(['role: helpdesk, now licensing admin'])
})

it('says what was there at the start when there is no before', () => {
  expect(changesOf(null, { fileName: 'ws-1.txt', recorded: 1204 })).toEqual(['recorded: 1,204'])
})

it.each([
  ['isSample', true, 'sample: yes'],
  ['sizeBytes', 1204, 'size in bytes: 1,204'],
  ['keyGroup', 'server2022', 'key group: server2022'],
  ['secondFactorRoles', ['licensingAdmin', 'helpdesk'], 'second factor roles: licensing admin, helpdesk'],
  ['tags', [], 'tags: none'],
  ['until', '2027-03-03T14:05:00.000Z', 'until: 3 Mar 2027, 14:05 UTC'],
  ['limits', { daysLeft: 30, isOn: true }, 'limits: days left 30, on yes'],
])('names the field %s as people do', (field, value, words) => {
  expect(changesOf(null, { [field]: value })).toEqual([words])
})

it('says what was lost when there is no after', () => {
  expect(changesOf({ email: 'mia@corp.example', name: 'Mia' }, null)).toEqual(['email was mia@corp.example'])
})

it('names the subject from whichever side has a name', () => {
  expect(subjectName({ name: 'Mia' }, null)).toBe('Mia')
  expect(subjectName(null, { fileName: 'ws-1.txt' })).toBe('ws-1.txt')
  expect(subjectName(null, 3)).toBeUndefined()
})

it('falls back to the name of an operation it has no words for', () => {
  expect(actionWords('user.disable')).toBe('disabled')
  expect(actionWords('client.undoJoin')).toBe('permanently separated the name')
  expect(actionWords('no.such')).toBe('no.such')
})
