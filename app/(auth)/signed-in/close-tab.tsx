'use client'

import { Button } from '@/components/ui/button'

/** Closes this tab, which the other one opened, so that the browser shows that one again. */
export function CloseTab() {
  return (
    <div>
      <Button look="primary" size="large" onClick={() => window.close()}>
        Close this tab
      </Button>
    </div>
  )
}
