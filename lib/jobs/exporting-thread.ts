/** The thread that writes workbooks and reports, which hold a processor for seconds. It starts with the first of them. */
import { writeWorkbook } from '@/lib/data/lists/workbook'
import { writePlanFile } from '@/lib/data/plan/plan-file'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { writeReportFile } from '@/lib/data/reports/report-files'
import { writeWhatIfFile } from '@/lib/data/whatif/what-if-file'
import { answerCalls } from '@/lib/server/thread-calls'

answerCalls({
  writeWorkbook,
  writeReportFile,
  writePlanFile,
  writeWhatIfFile,
  async stop() {
    await Promise.all([closePools(), closePrisma()])
  },
})
