import { loadCloudHosts } from '../reference/own-entries'

/** Names and addresses of the KMS hosts of Azure, which answer only its own virtual machines. */
export async function loadAzureHosts(): Promise<string[]> {
  return (await loadCloudHosts()).flatMap(({ host, cloud }) => (cloud.startsWith('Azure') ? [host] : []))
}

/**
 * SQL: a machine gets ESU of Windows 10 without a key, as a virtual machine of Azure does. Told by its KMS host; of Azure Local and
 * Windows 365 PCs that ask no host of Azure nothing tells. Source: Enable Extended Security Updates (Microsoft, 07/2025).
 * `azure`: the place of the value with Azure's hosts.
 */
export const esuIsFree = (machine: string, license: string, azure: string): string =>
  `(${machine}.is_virtual AND ${license}.kms_host = ANY(${azure}))`
