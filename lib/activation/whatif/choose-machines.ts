import { draw } from '../simulation/draw'
import type { RenewingLicense } from './fleet-pattern'
import type { Machines } from './question'

/** Is a license of a machine that a change is about? The share is drawn by machine, so that all its products go together. */
export function machinesChosen(
  { zone, machines, share }: Machines,
  seed: number,
): (license: RenewingLicense) => boolean {
  const wanted = machines && new Set(machines.map((name) => name.toLowerCase()))
  const suffix = zone?.toLowerCase()
  return (license) =>
    (suffix === undefined || license.zone === suffix) &&
    (wanted === undefined || wanted.has(license.machine)) &&
    (share === undefined || draw(seed, hashOf(license.machine), 7) < share)
}

function hashOf(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  return hash
}
