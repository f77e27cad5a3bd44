import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { currentSession } from '@/lib/auth/actor'
import { parseTheme, THEME_COOKIE } from '@/lib/format/own-choices'
import { fontVariables } from './fonts'
import { Providers } from './providers'

export const metadata: Metadata = {
  title: { default: 'Activation Console', template: '%s · Activation Console' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Whoever is signed in has chosen for every browser; without a database there is still what this one keeps.
  const person = await currentSession().catch(() => undefined)
  const theme = parseTheme(person?.theme ?? (await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang="en" className={fontVariables} data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <Providers now={new Date().toISOString()}>
          <div id="console-root">{children}</div>
        </Providers>
      </body>
    </html>
  )
}
