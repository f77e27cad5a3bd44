import type { ProductTable } from '../product-table'

/**
 * Office 2019 and later, and the KMS host products of every version. Microsoft's Office pages give two
 * activation IDs for the Office LTSC 2024 KMS host; the one here is that of the host article, the other
 * (8d368fc1...) is what ospp.vbs prints for the 2024 client.
 */
export const OFFICE_MODERN: ProductTable = {
  source:
    'KMS hosts: OfficeDocs-DeployOffice. Clients: Professional Plus from ospp.vbs output; the others from public administration scripts that pair activation IDs with the published GVLKs, not confirmed by Microsoft',
  date: '2024-09',
  prerelease: false,
  groups: [
    {
      generation: 'Office 2010',
      family: 'office',
      rows: [['bfe7a195-4f8f-4f0b-a622-cf13c7d16864', 'CSVLK', 'KMSHost']],
    },
    {
      generation: 'Office 2013',
      family: 'office',
      rows: [['2e28138a-847f-42bc-9752-61b03fff33cd', 'CSVLK', 'KMSHostVL_KMS_Host']],
    },
    {
      generation: 'Office 2016',
      family: 'office',
      rows: [['98ebfe73-2084-4c97-932c-c0cd1643bea7', 'CSVLK', 'KMSHostVL_KMS_Host']],
    },
    {
      generation: 'Office 2019',
      family: 'office',
      rows: [
        ['70512334-47b4-44db-a233-be5ea33b914c', 'CSVLK', 'KMSHostVL_KMS_Host'],
        ['85dd8b5f-eaa4-4af3-a628-cce9e77c9a03', 'GVLK', 'ProPlus2019VL_KMS_Client'],
        ['6912a74b-a5fb-401a-bfdb-2e3ab46f4b02', 'GVLK', 'Standard2019VL_KMS_Client'],
        ['2ca2bf3f-949e-446a-82c7-e25a15ec78c4', 'GVLK', 'ProjectPro2019VL_KMS_Client'],
      ],
    },
    {
      generation: 'Office LTSC 2021',
      family: 'office',
      rows: [
        ['47f3b983-7c53-4d45-abc6-bcd91e2dd90a', 'CSVLK', 'KMSHostVL_KMS_Host'],
        ['fbdb3e18-a8ef-4fb3-9183-dffd60bd0984', 'GVLK', 'ProPlus2021VL_KMS_Client'],
        ['080a45c5-9f9f-49eb-b4b0-c3c610a5ebd3', 'GVLK', 'Standard2021VL_KMS_Client'],
        ['76881159-155c-43e0-9db7-2d70a9a3a4ca', 'GVLK', 'ProjectPro2021VL_KMS_Client'],
        ['6dd72704-f752-4b71-94c7-11cec6bfc355', 'GVLK', 'ProjectStd2021VL_KMS_Client'],
        ['fb61ac9a-1688-45d2-8f6b-0674dbffa33c', 'GVLK', 'VisioPro2021VL_KMS_Client'],
        ['72fce797-1884-48dd-a860-b2f6a5efd3ca', 'GVLK', 'VisioStd2021VL_KMS_Client'],
        ['1fe429d8-3fa7-4a39-b6f0-03dded42fe14', 'GVLK', 'Access2021VL_KMS_Client'],
      ],
    },
    {
      generation: 'Office LTSC 2024',
      family: 'office',
      rows: [
        ['f3d89bbf-c0ec-47ce-a8fa-e5a5f97e447f', 'CSVLK', 'KMSHostVL_KMS_Host'],
        ['8d368fc1-9470-4be2-8d66-90e836cbb051', 'GVLK', 'ProPlus2024VL_KMS_Client'],
        ['f510af75-8ab7-4426-a236-1bfb95c34ff8', 'GVLK', 'ProjectPro2024VL_KMS_Client'],
        ['9f144f27-2ac5-40b9-899d-898c2b8b4f81', 'GVLK', 'ProjectStd2024VL_KMS_Client'],
        ['fa187091-8246-47b1-964f-80a0b1e5d69a', 'GVLK', 'VisioPro2024VL_KMS_Client'],
        ['923fa470-aa71-4b8b-b35c-36b79bf9f44b', 'GVLK', 'VisioStd2024VL_KMS_Client'],
        ['72e9faa7-ead1-4f3d-9f6e-3abc090a81d7', 'GVLK', 'Access2024VL_KMS_Client'],
        ['cbbba2c3-0ff5-4558-846a-043ef9d78559', 'GVLK', 'Excel2024VL_KMS_Client'],
        ['bef3152a-8a04-40f2-a065-340c3f23516d', 'GVLK', 'Outlook2024VL_KMS_Client'],
        ['b63626a4-5f05-4ced-9639-31ba730a127e', 'GVLK', 'PowerPoint2024VL_KMS_Client'],
        ['0002290a-2091-4324-9e53-3cfe28884cde', 'GVLK', 'SkypeforBusiness2024VL_KMS_Client'],
        ['d0eded01-0881-4b37-9738-190400095098', 'GVLK', 'Word2024VL_KMS_Client'],
      ],
    },
  ],
}
