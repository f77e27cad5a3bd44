import type { ReactNode } from 'react'
import { Logo } from '@/components/layout/logo'

/** Pages before there is a session: one calm column. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[minmax(2rem,1fr)_auto_minmax(2rem,2fr)] px-4">
      <main className="row-start-2 grid w-full max-w-sm gap-6 justify-self-center">
        <div className="flex items-center gap-2.5 text-ink-soft">
          <Logo />
          <span className="text-sm font-medium">Activation Console</span>
        </div>
        {children}
      </main>
    </div>
  )
}
