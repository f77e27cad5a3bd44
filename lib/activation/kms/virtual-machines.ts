import { releaseRank } from '../product/release-order'
import { raisesCount } from './rebuild-count'

const LAST_WITHOUT = releaseRank('Windows Server 2008') ?? 0

/**
 * Does the KMS service of this platform know virtual machines: may it run in one, and does it count them? From
 * Windows 7 and Server 2008 R2 on it does; that of Vista, Server 2008 and the add-on for Server 2003 does not
 * (0xC004F06B). A platform that is not known counts as a newer one. Source: KMS planning guide (Microsoft,
 * 11/2024); the update that lets Server 2008 take newer keys (KB968912) brings licenses, no other service.
 */
export function serviceKnowsVirtual(hostPlatform: string | undefined): boolean {
  return (releaseRank(hostPlatform) ?? Number.POSITIVE_INFINITY) > LAST_WITHOUT
}

/**
 * Does a virtual machine of this generation raise the count of a host on this platform? Both must be of the
 * generation of Windows 7 or newer. A physical machine always does.
 */
export function virtualMachineCounts(
  clientGeneration: string | undefined,
  hostPlatform: string | undefined,
): boolean {
  return raisesCount(clientGeneration, true) && serviceKnowsVirtual(hostPlatform)
}
