/** The thread that takes jobs from the queue and records: everything that writes much, whoever asked for it. */

import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { processMetrics } from '@/lib/data/process-metrics'
import { deliverMessage } from '@/lib/operations/channels/deliver'
import { runImport } from '@/lib/operations/imports/import-run'
import { loadSampleFleet } from '@/lib/operations/sample/sample-fleet'
import { setting } from '@/lib/server/environment'
import { answerCalls } from '@/lib/server/thread-calls'
import { startWorker } from './worker'

const worker = setting('RUN_JOBS') === 'yes' ? await startWorker() : undefined

answerCalls({
  runImport,
  loadSampleFleet,
  processMetrics,
  deliverMessage,
  async stop() {
    await worker?.stop()
    await Promise.all([closePools(), closePrisma()])
  },
})
