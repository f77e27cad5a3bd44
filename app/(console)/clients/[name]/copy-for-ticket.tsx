'use client'

import { CopyButton } from '@/components/ui/copy-button'

/** The answer as plain text with the address of this page. */
export function CopyForTicket({ text }: { text: string }) {
  return <CopyButton withText label="Copy for ticket" text={() => `${text}\n${window.location.href}`} />
}
