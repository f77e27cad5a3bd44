import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { Link } from '@/components/ui/link'
import { requireActor } from '@/lib/auth/actor'
import { loadDirectories } from '@/lib/data/networks/directories'
import { loadNeverHeardCounts } from '@/lib/data/networks/never-heard'
import { neverHeardSentence } from '@/lib/data/networks/never-heard-words'
import { paths } from '@/lib/format/paths'
import { DirectoriesView } from './directories-view'

export const metadata: Metadata = { title: 'Directories' }

export default async function DirectoriesPage() {
  const actor = await requireActor('discovery.read')
  const [directories, silent] = await Promise.all([
    loadDirectories(actor),
    loadNeverHeardCounts(actor, new Date()),
  ])
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Directories"
        description={
          silent.computers === 0 ? (
            'Read over LDAP every night and on request. The console never writes to them.'
          ) : (
            <>
              {neverHeardSentence(silent)}{' '}
              <Link href={paths.neverHeard()} className="link">
                See which
              </Link>
            </>
          )
        }
      />
      <DirectoriesView initial={directories} mayChange={actor.can('discovery.change')} />
    </div>
  )
}
