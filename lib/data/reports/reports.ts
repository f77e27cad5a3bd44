import { periodWords } from '@/lib/activation/report/period'
import type { Report } from '@/lib/activation/report/report'
import { type ReportNumber, reportFacts, sayFilter } from '@/lib/format/reports'
import { loadSiteNames } from '../belonging/within'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { loadSources } from '../sources/sources-page'
import { loadActivationCount } from './activation-count'
import { loadAlertsReport } from './alerts-report'
import { loadAuditReport } from './audit-report'
import { loadDnsAgainstPlan } from './dns-against-plan'
import { loadEndOfSupport } from './end-of-support'
import { loadFailures } from './failures'
import { loadHostKeyRegister } from './host-key-register'
import { loadKmsActivity } from './kms-activity'
import { loadKmsHostReport } from './kms-host-report'
import { loadLicenseStatus } from './license-status'
import { loadMakUse } from './mak-use'
import { loadMethodAndKey } from './method-and-key'
import { loadNeverHeardReport } from './never-heard-report'
import { loadOfflineReport } from './offline-report'
import { loadOneMachine } from './one-machine'
import { loadPlanKept } from './plan-kept'
import { loadReconciliation } from './reconciliation'
import type { ReportRequest, ReportSource } from './report-request'
import { loadRunningOut } from './running-out'
import { loadVirtualMachines } from './virtual-machines'

/** Where each report comes from, and who may see it. Those of `machine.read` narrow to the sites of the reader; the others are of the whole. */
export const REPORT_SOURCES: Readonly<Record<ReportNumber, ReportSource>> = {
  R1: { permission: 'kmsHost.read', load: loadActivationCount },
  R2: { permission: 'kmsHost.read', load: loadKmsActivity },
  R3: { permission: 'machine.read', load: loadLicenseStatus },
  R4: { permission: 'kmsHost.read', load: loadVirtualMachines },
  R5: { permission: 'machine.read', load: loadRunningOut },
  R6: { permission: 'machine.read', load: loadOneMachine },
  R7: { permission: 'ledger.read', load: loadMakUse },
  R8: { permission: 'ledger.read', load: loadHostKeyRegister },
  R9: { permission: 'kmsHost.read', load: loadKmsHostReport },
  R10: { permission: 'machine.read', load: loadFailures },
  R11: { permission: 'discovery.read', load: loadDnsAgainstPlan },
  R12: { permission: 'machine.read', load: loadEndOfSupport },
  R13: { permission: 'machine.read', load: loadMethodAndKey },
  R14: { permission: 'ledger.read', load: loadReconciliation },
  R15: { permission: 'discovery.read', load: loadNeverHeardReport },
  R16: { permission: 'alert.rules', load: loadAlertsReport },
  R17: { permission: 'audit.read', load: loadAuditReport },
  R18: { permission: 'exchange.read', load: loadOfflineReport },
  R19: { permission: 'plan.read', load: loadPlanKept },
}

/** A report with all its faces carry. Throws NotPermitted. */
export async function loadReport(
  reader: DataReader,
  number: ReportNumber,
  request: ReportRequest,
): Promise<Report> {
  const { permission, load } = REPORT_SOURCES[number]
  mustBeAble(reader, permission)
  const [body, evidence] = await Promise.all([load(reader, request), loadEvidence(reader, request.now)])
  const { title, question, periods } = reportFacts(number)
  const sites = reader.sites && (await loadSiteNames(reader.sites))
  const madeAt = request.now.toISOString()
  return {
    number,
    title,
    question,
    madeAt,
    period: periodWords(request.period, madeAt, periods[0] === 'today'),
    filters: [
      ...(sites ? [`Only machines of ${sites.join(', ')}`] : []),
      ...Object.entries(request.filters).map(([filter, value]) => sayFilter(filter, value)),
    ],
    ...evidence,
    ...body,
  }
}

/** How fresh what is known is: by source for those who may see sources, else by the newest import alone. */
async function loadEvidence(reader: DataReader, now: Date): Promise<Pick<Report, 'asOf' | 'stale'>> {
  if (!reader.can('import.read')) {
    const [row] = await readRows<{ newest: string | null }>(
      `SELECT max(finished_at) AS newest FROM import WHERE status = 'done'`,
    )
    return { asOf: row?.newest ? { newest: row.newest, oldest: row.newest } : null, stale: [] }
  }
  const sources = (await loadSources(reader, now)).filter(({ standing }) => standing.state !== 'ended')
  const times = sources.flatMap(({ newestAt }) => newestAt ?? []).sort()
  const [oldest] = times
  const newest = times.at(-1)
  return {
    asOf: newest && oldest ? { newest, oldest } : null,
    stale: sources.filter(({ standing }) => standing.state === 'stale').map(({ name }) => name),
  }
}
