import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { SourceLink } from '@/components/license/source-link'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { explainReason, isHarmless } from '@/lib/activation/reason/explain-reason'
import type { ServiceEvent } from '@/lib/data/kms-hosts/service-events'
import { paths } from '@/lib/format/paths'

const WHAT: Readonly<Record<ServiceEvent['what'], string>> = {
  startFailed: 'The KMS service did not start (12291)',
  renewalTimerFailed: 'The renewal timer did not start (12292)',
  notPublished: 'The SRV record was not published (12293)',
  published: 'The SRV record was published (12294)',
}

const hasCode = ({ what, code }: ServiceEvent) => what !== 'published' && !isHarmless(code)

const columnsOf = (mayReadImports: boolean): readonly Column<ServiceEvent>[] => [
  { id: 'at', header: 'When', nowrap: true, cell: ({ at }) => <Time at={at} as="dateTime" /> },
  { id: 'what', header: 'What', minWidth: '14rem', cell: ({ what }) => WHAT[what] },
  { id: 'zone', header: 'Zone', mono: true, cell: ({ zone }) => zone ?? nothing },
  {
    id: 'code',
    header: 'Code',
    mono: true,
    cell: (event) =>
      hasCode(event) ? <Link href={paths.reference({ q: event.code })}>{event.code}</Link> : nothing,
  },
  {
    id: 'meaning',
    header: 'Meaning',
    minWidth: '14rem',
    cell: (event) => (hasCode(event) ? explainReason(event.code).meaning : nothing),
  },
  {
    id: 'source',
    header: 'Source',
    cell: ({ importId, fileName, line }) =>
      importId ? (
        <SourceLink importId={importId} fileName={fileName} line={line} mayRead={mayReadImports} />
      ) : (
        nothing
      ),
  },
]

interface ServiceSectionProps {
  events: readonly ServiceEvent[]
  mayReadImports: boolean
}

/** What befell the KMS service of the host, the newest first. */
export function ServiceSection({ events, mayReadImports }: ServiceSectionProps) {
  return (
    <Section
      id="service"
      title="Its service"
      hint="What its event log says of the KMS service, the newest first."
    >
      <DataTable
        label="Events of the service"
        columns={columnsOf(mayReadImports)}
        rows={events}
        rowId={({ at, what, zone }) => `${at} ${what} ${zone}`}
      />
    </Section>
  )
}
