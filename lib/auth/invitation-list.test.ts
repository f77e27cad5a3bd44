import { expect, it } from 'vitest'
import { invitationListInput } from './invitation-list'

const read = (people: string) => invitationListInput.safeParse({ people, role: 'helpdesk' })

it('reads a list of people as mail programs and tables write it', () => {
  const text =
    'Ada Berg <Ada@corp.example>\r\nmax@corp.example; Max Muster\n\n"Hana Ito"\thana@corp.example\nivo@corp.example'
  expect(read(text).data?.people).toEqual([
    { name: 'Ada Berg', email: 'ada@corp.example' },
    { name: 'Max Muster', email: 'max@corp.example' },
    { name: 'Hana Ito', email: 'hana@corp.example' },
    { name: 'ivo', email: 'ivo@corp.example' },
  ])
})

it('names the line that it cannot read, and who is in it twice', () => {
  const messages = read('ada@corp.example\nno address\nADA@corp.example').error?.issues.map(
    ({ message }) => message,
  )
  expect(messages).toEqual([
    'Line 2: write a name and an address, like Ada Berg <ada@corp.example>.',
    'Line 3: ada@corp.example is in the list twice.',
  ])
  expect(read(' \n').error?.issues[0]?.message).toBe('Enter at least one address.')
})
