import type { ProductTable } from '../product-table'

/**
 * Windows 10 1809 and later, Windows 11, Server 2019 and later, and Windows 10 ESU. One activation ID
 * serves Windows 10 and 11 alike; only the build tells them apart.
 */
export const WINDOWS_MODERN: ProductTable = {
  source: 'Microsoft Learn (ESU), public WMI dumps and several administrators’ scripts that agree',
  date: '2025-11',
  prerelease: false,
  groups: [
    {
      generation: 'Windows 10/11',
      family: 'client',
      rows: [
        ['2de67392-b7a7-462a-b1ca-108dd189f588', 'GVLK', 'Professional'],
        ['a80b5abf-76ad-428b-b05d-a47d2dffeebf', 'GVLK', 'ProfessionalN'],
        ['73111121-5638-40f6-bc11-f1d7b0d64300', 'GVLK', 'Enterprise'],
        ['e272e3e2-732f-4c65-a8f0-484747d0d947', 'GVLK', 'EnterpriseN'],
        ['e0c42288-980c-4788-a014-c080d2e1926e', 'GVLK', 'Education'],
        ['32d2fab3-e4a8-42c2-923b-4bf4fd13e6ee', 'GVLK', 'EnterpriseS'],
        ['7103a333-b8c8-49cc-93ce-d37c09687f92', 'GVLK', 'EnterpriseSN'],
        ['59eb965c-9150-42b7-a0ec-22151b9897c5', 'GVLK', 'IoTEnterpriseS'],
        ['ec868e65-fadf-4759-b23e-93fe37f2cc29', 'GVLK', 'ServerRdsh'],
        ['4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c', 'Retail', 'Professional'],
        ['bd3762d7-270d-4760-8fb3-d829ca45278a', 'OEM', 'Professional'],
      ],
    },
    {
      generation: 'Windows 10',
      family: 'client',
      rows: [
        ['f520e45e-7413-4a34-a497-d2765967d094', 'ESU', 'ESU year 1'],
        ['1043add5-23b1-4afb-9a0f-64343c8f3f8d', 'ESU', 'ESU year 2'],
        ['83d49986-add3-41d7-ba33-87c7bfb5c0fb', 'ESU', 'ESU year 3'],
      ],
    },
    {
      generation: 'Windows Server 2019',
      family: 'server',
      rows: [
        ['de32eafd-aaee-4662-9444-c1befb41bde2', 'GVLK', 'ServerStandard'],
        ['34e1ae55-27f8-4950-8877-7a03be5fb181', 'GVLK', 'ServerDatacenter'],
        ['034d3cbb-5d4b-4245-b3f8-f84571314078', 'GVLK', 'ServerSolution'],
      ],
    },
    {
      generation: 'Windows Server 2022',
      family: 'server',
      rows: [
        ['9bd77860-9b31-4b7b-96ad-2564017315bf', 'GVLK', 'ServerStandard'],
        ['ef6cfc9f-8c5d-44ac-9aad-de6a2ea0ae03', 'GVLK', 'ServerDatacenter'],
      ],
    },
    {
      generation: 'Windows Server 2025',
      family: 'server',
      rows: [
        ['7dc26449-db21-4e09-ba37-28f2958506a6', 'GVLK', 'ServerStandard'],
        ['c052f164-cdf6-409a-a0cb-853ba0f0f55a', 'GVLK', 'ServerDatacenter'],
        ['96794a98-097f-42fe-8f28-2c38ea115229', 'Evaluation', 'ServerDatacenterEval'],
      ],
    },
  ],
}
