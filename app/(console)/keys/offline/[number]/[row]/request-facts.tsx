import { Card, Section } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { writeInstallationId } from '@/lib/activation/offline/installation-id'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { paths } from '@/lib/format/paths'

const FROM_WORDS: Readonly<Record<string, string>> = {
  file: 'from a file',
  typed: 'typed',
  stored: 'stored before',
}

/** What happened to a request, and when. */
export function RequestFacts({ found, request }: { found: PackageView; request: RequestView }) {
  return (
    <Section id="facts" title="What happened">
      <Card>
        <Facts>
          <Fact name="Machine">
            <Link href={paths.client(request.machine)} className="link font-mono">
              {request.machine}
            </Link>
          </Fact>
          <Fact name="Prepared">
            <Time at={found.preparedAt} as="dateTime" /> by {found.preparedBy}
          </Fact>
          {found.carriedOutAt && (
            <Fact name="Carried out">
              <Time at={found.carriedOutAt} as="dateTime" /> by {found.carrier} to {found.carriedTo}
            </Fact>
          )}
          {request.answeredAt && (
            <Fact name="Answered">
              <Time at={request.answeredAt} as="dateTime" /> by {request.answeredBy},{' '}
              {FROM_WORDS[request.answeredFrom ?? ''] ?? request.answeredFrom}
            </Fact>
          )}
          {request.appliedAt && (
            <Fact name="Applied">
              <Time at={request.appliedAt} as="dateTime" />, says {request.appliedBy}
            </Fact>
          )}
          {request.verifiedAt && (
            <Fact name="Verified">
              by a reading of <Time at={request.verifiedAt} as="dateTime" />
            </Fact>
          )}
          {request.activationId && (
            <Fact name="Activation ID">
              <Copyable text={request.activationId} label="Copy the activation ID" />
            </Fact>
          )}
          <Fact name="Installation ID">
            <Copyable
              text={request.installationId}
              shown={writeInstallationId(request.installationId)}
              label="Copy the digits of the installation ID"
            />
          </Fact>
        </Facts>
      </Card>
    </Section>
  )
}
