import type { InstalledKeyObservation, ObservedProduct } from '@/lib/activation/observation'
import { applicationOf } from '@/lib/activation/product/application'
import { channelOf } from '@/lib/activation/product/channel'
import { cleanPartialKey, maskProductKeys } from '@/lib/activation/product/product-key'
import { cleanDomain, cleanHostName } from '../cim/host-name'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { present } from '../transcript/present'
import { type InventoryBlock, InventoryBlocks } from './inventory-blocks'

const XML = /<REQUEST[\s>][\s\S]*<(?:HARDWARE|LICENSEINFOS|OFFICEPACK)>/
const JSON_INVENTORY = /"licenseinfos"\s*:|"action"\s*:\s*"inventory"/i

/** More than one machine has keys for. */
const MOST_KEYS = 500

const NO_KEY =
  'This inventory holds no product key of Windows or Office. For the state of a license send the output of slmgr.vbs /dlv'

/**
 * What agents of GLPI and OCS Inventory send of one machine, as XML or JSON: which keys are installed. Nothing in it says how a
 * product is licensed.
 */
export const inventoryReader: Reader = {
  format: 'inventory',
  label: 'inventory of GLPI or OCS',
  detect: (head) => (XML.test(head) || JSON_INVENTORY.test(head) ? 0.8 : 0),
  read: readInventory,
}

async function* readInventory(
  text: AsyncIterable<string>,
  context: ReadContext,
): AsyncGenerator<SourceRecord> {
  const blocks = new InventoryBlocks()
  const found: { line: number; product: ObservedProduct }[] = []
  let hardware: InventoryBlock['values'] = {}
  for await (const chunk of text) {
    for (const { kind, line, values } of blocks.push(chunk)) {
      if (kind === 'hardware') hardware = { ...values, ...hardware }
      const product = kind === 'license' && found.length < MOST_KEYS ? productOf(values) : undefined
      if (product !== undefined) found.push({ line, product })
    }
  }
  const client = clientOf(hardware, context.hostName)
  for (const { line, product } of found) {
    const observation: InstalledKeyObservation = {
      kind: 'installedKey',
      observedAt: context.observedAt,
      client,
      product,
    }
    yield { type: 'installedKey', line, observation }
  }
  if (found.length === 0) yield { type: 'rejected', line: 1, reason: NO_KEY, excerpt: '' }
}

function clientOf(hardware: InventoryBlock['values'], hostName: string | undefined) {
  const name = cleanHostName(hardware.name) ?? hostName
  return present<InstalledKeyObservation['client']>({
    name,
    domain: cleanDomain(hardware.userdomain ?? hardware.workgroup),
  })
}

/** A product of Windows or Office with the last five of its key; absent for all others. */
function productOf(values: InventoryBlock['values']): ObservedProduct | undefined {
  const name = plain(values.name ?? values.product)
  const description = plain(values.fullname)
  const partialKey = cleanPartialKey(values.key ?? values.officekey)
  if (partialKey === undefined || applicationOf({ name, description }) === undefined) return undefined
  return present({ name, description, channel: channelOf({ name, description }), partialKey })
}

const plain = (text: string | undefined) => (text ? maskProductKeys(text) : undefined)
