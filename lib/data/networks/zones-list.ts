import { memoryList } from '../lists/memory-list'
import { loadNetworks, type NetworkZone } from './networks-page'

const USE_WORDS = { inUse: 'In use', retired: 'Retired' } as const

const useOf = ({ retiredAt }: NetworkZone) => (retiredAt ? 'retired' : 'inUse')

/** The DNS zones in which clients look for KMS hosts, as filtered and sorted. */
export const ZONES_LIST = memoryList<NetworkZone>({
  name: 'zones',
  permission: 'discovery.read',
  load: async (reader) => (await loadNetworks(reader)).zones,
  id: ({ id }) => id,
  search: ({ name, unitName, servers, note }) => [name, unitName, note, ...servers],
  sorts: {
    zone: ({ name }) => name,
    clients: ({ clients }) => clients,
    unit: ({ unitName }) => unitName,
    exceptions: ({ exceptions }) => exceptions,
  },
  filters: { unit: ({ unitName }) => unitName ?? '', use: useOf },
  words: { unit: { '': 'Nothing listed' }, use: USE_WORDS },
  columns: [
    { id: 'zone', header: 'Zone', value: ({ name }) => name },
    { id: 'zone', header: 'In use', value: (zone) => USE_WORDS[useOf(zone)] },
    { id: 'clients', header: 'Clients', value: ({ clients }) => clients },
    { id: 'unit', header: 'Belongs to', value: ({ unitName }) => unitName },
    { id: 'servers', header: 'DNS servers', value: ({ servers }) => servers.join(' ') },
    {
      id: 'records',
      header: 'Records made by',
      value: ({ isUntrusted }) => (isUntrusted ? 'its administrators' : 'the KMS hosts'),
    },
    { id: 'exceptions', header: 'Exceptions', value: ({ exceptions }) => exceptions },
  ],
})
