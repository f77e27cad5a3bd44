/**
 * KMS hosts that cloud providers run for the virtual machines they rent out, by name and by address. Sources: Microsoft,
 * “Custom routes to enable KMS activation” (07/2024) for all clouds of Azure; copies of the EC2 user guide for the
 * link-local addresses of AWS, which other clouds use as well; the IPv6 addresses and Google's address are not confirmed.
 */
export const CLOUD_HOSTS: Readonly<Record<string, string>> = {
  'azkms.core.windows.net': 'Azure',
  'kms.core.windows.net': 'Azure',
  '20.118.99.224': 'Azure',
  '40.83.235.53': 'Azure',
  '23.102.135.246': 'Azure',
  'kms.core.usgovcloudapi.net': 'Azure US Government',
  'azkms.core.usgovcloudapi.net': 'Azure US Government',
  '23.97.0.13': 'Azure US Government',
  '52.126.105.2': 'Azure US Government',
  'azkms.core.chinacloudapi.cn': 'Azure China',
  'kms.core.chinacloudapi.cn': 'Azure China',
  '159.27.28.100': 'Azure China',
  '163.228.64.161': 'Azure China',
  '42.159.7.249': 'Azure China',
  'kms.core.cloudapi.de': 'Azure Germany',
  '51.4.143.248': 'Azure Germany',
  '169.254.169.250': 'AWS or another cloud',
  '169.254.169.251': 'AWS or another cloud',
  'fd00:ec2::250': 'AWS',
  'fd00:ec2::251': 'AWS',
  'kms.windows.googlecloud.com': 'Google Cloud',
  '35.190.247.13': 'Google Cloud',
}
