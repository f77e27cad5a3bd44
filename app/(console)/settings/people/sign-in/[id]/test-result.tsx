import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { Fact, Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import { sayGroups } from '@/lib/auth/providers/group-roles'
import type { ProviderTest } from '@/lib/data/people/sign-in-providers'

const MOST_GROUPS = 200

/** What came at the newest test, and the role that it would have led to. */
export function TestResult({ test }: { test: ProviderTest | null }) {
  if (!test) return <EmptyState kind="noData" title="Not tested yet" />
  const { at, by, problem, facts = [], groups, role, throughGroup } = test
  return (
    <div className="grid gap-3">
      {problem && (
        <Notice tone="bad" title="The test failed">
          {problem}
        </Notice>
      )}
      {groups && (
        <Notice
          tone={role ? 'ok' : 'watch'}
          title={role ? `Would be signed in as ${ROLE_LABELS[role].toLowerCase()}` : 'Would be refused'}
        >
          {role ? `By the group ${throughGroup}. ` : 'None of these groups has a role. '}
          Groups that came: {sayGroups(groups, MOST_GROUPS)}.
        </Notice>
      )}
      <Facts>
        <Fact name="Tested">
          <Time at={at} /> by {by}
        </Fact>
        {facts.map(({ name, value }) => (
          <Fact key={name} name={<span className="font-mono">{name}</span>}>
            <span className="font-mono">{value}</span>
          </Fact>
        ))}
      </Facts>
    </div>
  )
}
