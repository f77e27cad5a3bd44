'use server'

import { operationAction } from '@/app/operation-action'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { importNetworks, previewNetworks } from '@/lib/operations/networks/import-networks'
import { addUnit, changeUnit, removeUnit, retireUnit } from '@/lib/operations/networks/units'
import { setExpectation } from '@/lib/operations/networks/zone-expectation'
import { addZone, changeZone, removeZone, retireZone } from '@/lib/operations/networks/zones'

const touches = paths.networks()

const added = ({ name }: { name: string }) => `${name} is listed`
const changed = ({ name }: { name: string }) => `${name} is changed`
const removed = ({ name }: { name: string }) => `${name} is removed`
const retired = ({ name }: { name: string }, { isRetired }: { isRetired: boolean }) =>
  isRetired ? `${name} is retired` : `${name} is restored`

export const addUnitAction = operationAction(addUnit, { done: added, touches })
export const changeUnitAction = operationAction(changeUnit, { done: changed, touches })
export const retireUnitAction = operationAction(retireUnit, { done: retired, touches })
export const removeUnitAction = operationAction(removeUnit, { done: removed, touches })

export const addZoneAction = operationAction(addZone, { done: added, touches })
export const changeZoneAction = operationAction(changeZone, {
  done: changed,
  touches,
  answer: ({ name }) => name,
})
export const retireZoneAction = operationAction(retireZone, { done: retired, touches })
export const removeZoneAction = operationAction(removeZone, { done: removed, touches })

export const setExpectationAction = operationAction(setExpectation, {
  done: ({ host, zone }) => `What is expected of ${host} in ${zone} is changed`,
  touches,
})

export const previewNetworksAction = operationAction(previewNetworks, {
  answer: ({ ok: _, ...preview }) => preview,
})

export const importNetworksAction = operationAction(importNetworks, {
  done: ({ counts }) => `${formatCountOf(counts.added, 'entry', 'entries')} added, ${counts.changed} changed`,
  touches,
})
