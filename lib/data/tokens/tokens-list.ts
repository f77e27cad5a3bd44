import { memoryList } from '../lists/memory-list'
import { loadTokens, type TokenRow } from './api-tokens'
import { SCOPES, type Scope } from './scopes'

const USE_WORDS = { inUse: 'In use', revoked: 'Revoked' } as const

const useOf = ({ revokedAt }: TokenRow) => (revokedAt ? 'revoked' : 'inUse')

/** API tokens, as filtered and sorted. */
export const TOKENS_LIST = memoryList<TokenRow>({
  name: 'tokens',
  permission: 'token.read',
  load: (reader) => loadTokens(reader),
  id: ({ id }) => id,
  search: ({ name, source, hint, createdBy }) => [name, source, hint, createdBy],
  sorts: {
    name: ({ name }) => name,
    used: ({ lastUsedAt }) => lastUsedAt,
    expires: ({ expiresAt }) => expiresAt,
    made: ({ createdAt }) => createdAt,
  },
  filters: { use: useOf, scope: ({ scopes }) => scopes, by: ({ createdBy }) => createdBy },
  words: { use: USE_WORDS, scope: (scope) => SCOPES[scope as Scope]?.words ?? scope },
  time: ({ createdAt }) => createdAt,
  columns: [
    { id: 'name', header: 'Name', value: ({ name }) => name },
    { id: 'name', header: 'Source', value: ({ source }) => source },
    {
      id: 'scopes',
      header: 'May',
      value: ({ scopes }) => scopes.map((scope) => SCOPES[scope].words).join('; '),
    },
    { id: 'used', header: 'Last used', value: ({ lastUsedAt }) => lastUsedAt, kind: 'time' },
    { id: 'used', header: 'Last used from', value: ({ lastUsedFrom }) => lastUsedFrom },
    { id: 'expires', header: 'Expires', value: ({ expiresAt }) => expiresAt, kind: 'time' },
    { id: 'made', header: 'Made', value: ({ createdAt }) => createdAt, kind: 'time' },
    { id: 'made', header: 'Made by', value: ({ createdBy }) => createdBy },
    { id: 'state', header: 'State', value: (token) => USE_WORDS[useOf(token)] },
    { id: 'state', header: 'Revoked', value: ({ revokedAt }) => revokedAt, kind: 'time' },
  ],
})
