/** 'kms02' for 'kms02.corp.example'; an IP address stays whole. */
export function shortHostName(host: string): string {
  if (/^[\d.]+$/.test(host) || host.includes(':')) return host
  return host.split('.')[0] ?? host
}
