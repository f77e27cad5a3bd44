import { memoryList } from '../lists/memory-list'
import { loadPeople, type Person } from './people'

const ROLE_WORDS = { licensingAdmin: 'Licensing admin', manager: 'Manager', helpdesk: 'Helpdesk' } as const
const STATE_WORDS = { enabled: 'Enabled', disabled: 'Disabled' } as const

const FACTOR_WORDS = { set: 'Set up', none: 'None' } as const

const factorOf = ({ hasSecondFactor }: Person) => (hasSecondFactor ? 'set' : 'none')
const stateOf = ({ disabledAt }: Person) => (disabledAt ? 'disabled' : 'enabled')

/** Who may sign in, as filtered and sorted. */
export const PEOPLE_LIST = memoryList<Person>({
  name: 'people',
  permission: 'user.read',
  load: (reader) => loadPeople(reader),
  id: ({ id }) => id,
  search: ({ name, email }) => [name, email],
  sorts: {
    name: ({ name }) => name,
    role: ({ role }) => ROLE_WORDS[role],
    state: stateOf,
    factor: factorOf,
    lastSignIn: ({ lastSignInAt }) => lastSignInAt,
  },
  filters: { role: ({ role }) => role, state: stateOf, factor: factorOf },
  words: { role: ROLE_WORDS, state: STATE_WORDS, factor: FACTOR_WORDS },
  time: ({ lastSignInAt }) => lastSignInAt,
  columns: [
    { id: 'name', header: 'Name', value: ({ name }) => name },
    { id: 'name', header: 'Address', value: ({ email }) => email },
    { id: 'role', header: 'Role', value: ({ role }) => ROLE_WORDS[role] },
    { id: 'state', header: 'State', value: (person) => STATE_WORDS[stateOf(person)] },
    { id: 'factor', header: 'Second factor', value: (person) => FACTOR_WORDS[factorOf(person)] },
    { id: 'lastSignIn', header: 'Last sign-in', value: ({ lastSignInAt }) => lastSignInAt, kind: 'time' },
  ],
})
