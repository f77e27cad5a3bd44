import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadDirectories } from '@/lib/data/networks/directories'
import { loadProviders } from '@/lib/data/people/sign-in-providers'
import { AddDirectoryProvider, AddOidcProvider } from './provider-dialogs'
import { ProviderTable } from './provider-table'

export const metadata: Metadata = { title: 'Ways to sign in' }

export default async function ProvidersPage() {
  const actor = await requireActor('user.read')
  const [providers, directories] = await Promise.all([loadProviders(actor), loadDirectories(actor)])
  const taken = new Set(providers.map(({ directoryId }) => directoryId))
  const free = directories.filter(({ id, isSample }) => !isSample && !taken.has(id))
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Ways to sign in"
        description="Besides passwords of this console: OpenID Connect providers and directories, whose groups say which role somebody has. Whoever leaves the group is out within 12 hours, through a directory within one."
        actions={
          <>
            <AddDirectoryProvider
              directories={free.map(({ id, server }) => ({ value: id, label: server }))}
            />
            <AddOidcProvider />
          </>
        }
      />
      {providers.length === 0 ? (
        <EmptyState kind="noData" title="People sign in with passwords of this console">
          Add Entra ID, AD FS, Keycloak, Okta, Authentik or another OpenID Connect provider, or a directory
          that is already read for its computers.
        </EmptyState>
      ) : (
        <ProviderTable providers={providers} />
      )}
    </div>
  )
}
