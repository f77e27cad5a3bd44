import type { HostRegistration } from '@/lib/data/kms-hosts/host-shapes'
import type { HostForm } from '@/lib/operations/kms-hosts/host-input'

/** A registration as the form shows it. */
export function formOf(registration: HostRegistration): HostForm {
  const { isVirtual } = registration
  return {
    name: registration.name,
    platform: registration.platform ?? '',
    keyGroup: registration.keyGroup ?? '',
    keyId: registration.keyId ?? '',
    isVirtual: isVirtual === null ? 'unknown' : machineOf(isVirtual),
    updatesKnown: registration.updatesKnown,
    updates: registration.updates.join(' '),
    port: registration.port,
    priority: registration.priority,
    weight: registration.weight,
    addresses: registration.addresses.join(' '),
    owner: registration.owner ?? '',
    site: registration.site ?? '',
    note: registration.note ?? '',
    spareFor: registration.spareFor ?? '',
  }
}

const machineOf = (isVirtual: boolean) => (isVirtual ? 'virtual' : 'physical')
