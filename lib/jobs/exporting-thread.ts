/** The thread that writes workbooks, which hold a processor for seconds. It starts with the first of them. */
import { writeWorkbook } from '@/lib/data/lists/workbook'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { answerCalls } from '@/lib/server/thread-calls'

answerCalls({
  writeWorkbook,
  async stop() {
    await Promise.all([closePools(), closePrisma()])
  },
})
