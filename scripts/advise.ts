/**
 * `npm run --silent advise -- networks.json`: how to activate each network of an inventory, one JSON line each
 * in the order of the file. `-` reads standard input. A wrong input is refused with the path of what is wrong
 * and exit code 2; nothing is printed then.
 */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { sayReason } from '@/lib/activation/advice/advice-sentence'
import { sayStep } from '@/lib/activation/advice/advice-step-sentence'
import { advise } from '@/lib/activation/advice/advise'
import { type InventoryAnswer, readInventory } from '@/lib/activation/advice/network-inventory'
import { maskProductKeys } from '@/lib/activation/product/product-key'

const USAGE = 'Usage: npm run --silent advise -- networks.json'

async function inventoryOf(file: string): Promise<InventoryAnswer> {
  const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')
  try {
    return readInventory(JSON.parse(content.replace(/^\uFEFF/, '')))
  } catch (error) {
    return { ok: false, path: '$', problem: `is not JSON: ${maskProductKeys(messageOf(error))}` }
  }
}

async function main(args: string[]): Promise<number> {
  const [file, ...more] = args.filter((arg) => arg !== '--')
  if (file === undefined || more.length > 0) {
    console.error(`${file === undefined ? 'No file given.' : 'One file is expected.'}\n${USAGE}`)
    return 2
  }
  let inventory: InventoryAnswer
  try {
    inventory = await inventoryOf(file)
  } catch (error) {
    console.error(`${file}: cannot be read: ${messageOf(error)}`)
    return 2
  }
  if (!inventory.ok) {
    console.error(`${inventory.path} ${inventory.problem}.`)
    return 2
  }
  for (const path of inventory.unknownPaths) console.error(`${path} is not known and was ignored.`)
  for (const { network, method, hosts, reasons, steps } of advise(inventory.networks)) {
    const line = { network, method, hosts, reasons: reasons.map(sayReason), steps: steps.map(sayStep) }
    console.log(JSON.stringify(line))
  }
  return 0
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

process.exitCode = await main(process.argv.slice(2))
