'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { Toaster } from '@/components/feedback/toaster'
import { ConfirmingDialog } from '@/components/form/confirming'
import { NowProvider } from '@/components/ui/now'
import { PageTooltip } from '@/components/ui/page-tooltip'
import { ConfirmIdentity } from './confirm-identity'

/** What client components need around them. `now` is the server's clock when the page was rendered. */
export function Providers({ now, children }: { now: string; children: ReactNode }) {
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: 1 } } }),
  )
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          <NowProvider now={now}>
            <ConfirmingDialog value={ConfirmIdentity}>{children}</ConfirmingDialog>
            <PageTooltip />
            <Toaster />
          </NowProvider>
        </NuqsAdapter>
      </QueryClientProvider>
    </CSPProvider>
  )
}
