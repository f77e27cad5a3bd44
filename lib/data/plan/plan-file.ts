import { planActivation } from '@/lib/activation/plan/plan'
import { planReport } from '@/lib/activation/plan/plan-report'
import { isPlanScript, PLAN_SCRIPTS, planScript } from '@/lib/activation/plan/plan-scripts'
import { planJson, planMarkdown } from '@/lib/activation/plan/plan-sentence'
import type { Report } from '@/lib/activation/report/report'
import { sayDay } from '@/lib/activation/words/say-date'
import { FILE_TYPES } from '@/lib/format/download'
import { type CopiedReader, readerOf } from '../permission'
import { reportPdf } from '../reports/report-pdf'
import { reportWorkbook } from '../reports/report-workbook'
import { loadPlan, type ShownPlan } from './plan-page'

export interface PlanFile {
  fileName: string
  type: string
  content: string | Uint8Array
}

/** What is asked of the thread that writes files: plain data. */
export interface PlanFileRequest extends CopiedReader {
  /** 'pdf', 'xlsx', 'md', 'json', or the name of a script */
  as: string
  version?: number
  /** ISO 8601 UTC */
  now: string
}

/** The plan as a file; undefined for a version or a kind of file that there is not. Throws NotPermitted. */
export async function writePlanFile({
  as,
  version,
  now,
  ...asked
}: PlanFileRequest): Promise<PlanFile | undefined> {
  const shown = await loadPlan(readerOf(asked), version, new Date(now))
  if (shown === undefined) return undefined
  const { input } = shown
  const plan = planActivation(input)
  const name = `activation-plan-${shown.version ? `version-${shown.version.number}` : 'draft'}`
  if (isPlanScript(as))
    return { ...SCRIPT, fileName: PLAN_SCRIPTS[as].fileName, content: planScript(as, plan, input) }
  switch (as) {
    case 'pdf':
      return {
        fileName: `${name}.pdf`,
        type: FILE_TYPES.pdf,
        content: await reportPdf(reportOf(shown, now)),
      }
    case 'xlsx':
      return {
        fileName: `${name}.xlsx`,
        type: FILE_TYPES.xlsx,
        content: await reportWorkbook(reportOf(shown, now)),
      }
    case 'md':
      return { fileName: `${name}.md`, type: 'text/markdown', content: planMarkdown(plan, input) }
    case 'json':
      return {
        fileName: `${name}.json`,
        type: FILE_TYPES.json,
        content: JSON.stringify(planJson(plan, input), null, 2),
      }
    default:
      return undefined
  }
}

const SCRIPT = { type: 'text/plain' }

function reportOf({ version, input }: ShownPlan, now: string): Report {
  const title = version ? `version ${version.number}` : 'draft of what is known'
  return {
    number: 'Plan',
    title,
    question: 'Activation plan',
    madeAt: now,
    period: version ? `${title} of ${sayDay(version.madeAt)}, by ${version.madeBy}: ${version.note}` : title,
    filters: [],
    asOf: { newest: version?.madeAt ?? now, oldest: version?.madeAt ?? now },
    stale: [],
    ...planReport(planActivation(input), input),
  }
}
