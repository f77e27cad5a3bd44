'use client'

import { Printer } from 'lucide-react'
import { Button } from '@/components/ui/button'

/** Opens the browser's own dialog. */
export function PrintButton() {
  return (
    <Button look="primary" icon={Printer} onClick={() => window.print()}>
      Print
    </Button>
  )
}
