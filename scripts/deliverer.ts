/** Sends what is due in a process of its own, for a test that kills it: `node --import tsx scripts/deliverer.ts`, with DATABASE_URL. */
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { deliverDue } from '@/lib/operations/channels/deliver'

await deliverDue()
await Promise.all([closePools(), closePrisma()])
