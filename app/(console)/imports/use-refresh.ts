'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

/** Loads the list of imports again, and every import a page shows or showed: one button may have moved many. */
export function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient()
  return useCallback(async () => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ['import'] }),
      queryClient.invalidateQueries({ queryKey: ['imports'] }),
    ])
  }, [queryClient])
}
