import { hostPlatforms, keyGroupIdOf } from '@/lib/activation/kms/host-platforms'
import type { KeyGroup } from '@/lib/activation/kms/key-group-table'
import {
  findRegistrationByName,
  isHostKey,
  type RegistrationFields,
} from '@/lib/data/kms-hosts/registrations'
import type { Transaction } from '../operation'
import type { HostDetails } from './host-input'
import { type HostRefusal, refuse } from './host-refusal'

/** What was said of a host, checked against the tables with entries of ours and the other hosts. */
export async function fieldsOf(
  tx: Transaction,
  details: HostDetails,
  ownName: string,
  groups: readonly KeyGroup[],
): Promise<{ ok: true; fields: RegistrationFields } | { ok: false; refusal: HostRefusal }> {
  const { platform, keyGroup, keyId, spareFor } = details
  if (platform && !hostPlatforms(groups).includes(platform))
    return refuse({ kind: 'unknownPlatform', platform })
  if (keyGroup && keyGroupIdOf(keyGroup, groups) === undefined)
    return refuse({ kind: 'unknownKeyGroup', keyGroup })
  if (keyId && !(await isHostKey(tx, keyId))) return refuse({ kind: 'noSuchKey' })
  const spareName = spareFor.toLowerCase()
  if (spareName === ownName) return refuse({ kind: 'ownSpare' })
  const spare = spareName ? await findRegistrationByName(tx, spareName) : null
  if (spareName && !spare) return refuse({ kind: 'noSuchSpare', name: spareName })
  return {
    ok: true,
    fields: {
      platform: platform || null,
      keyGroup: keyGroup || null,
      keyId: keyId || null,
      isVirtual: details.isVirtual === 'unknown' ? null : details.isVirtual === 'virtual',
      updatesKnown: details.updatesKnown,
      updates: details.updatesKnown ? details.updates : [],
      port: details.port,
      priority: details.priority,
      weight: details.weight,
      addresses: details.addresses,
      owner: details.owner || null,
      site: details.site || null,
      note: details.note || null,
      spareForId: spare?.id ?? null,
    },
  }
}
