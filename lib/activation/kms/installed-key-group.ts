import { productByActivationId } from '../product/products-by-id'
import { OFFICE_KEY_GROUPS, WINDOWS_KEY_GROUPS } from './key-group-table'
import { type KeyGroup, keyGroupOfHost } from './key-groups'

/** What a KMS host says of the product its key belongs to. */
export interface HostProduct {
  /** 'Windows(R) Operating System, VOLUME_KMS_WS22 channel' */
  description: string | null
  activationId: string | null
}

/**
 * The key group of an installed host key: by the channel in its description, else by the generation that its
 * activation ID stands for. Undefined when neither tells; a person can then say it of the key.
 */
export function installedKeyGroup({ description, activationId }: HostProduct): KeyGroup | undefined {
  const generation = productByActivationId(activationId ?? undefined)?.generation
  return keyGroupOfHost(description ?? undefined, generation) ?? namedAfter(generation)
}

function namedAfter(generation: string | undefined): KeyGroup | undefined {
  if (generation === undefined) return undefined
  const office = OFFICE_KEY_GROUPS.find((group) => group.serves === generation)
  const whole = WINDOWS_KEY_GROUPS.filter((group) => group.editionGroup === undefined)
  return office ?? whole.find((group) => group.serversUpTo === generation)
}
