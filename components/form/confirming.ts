'use client'

import { type ComponentType, createContext } from 'react'
import type { ConfirmingWays } from '@/lib/format/confirming-ways'

export interface ConfirmingProps {
  ways: ConfirmingWays
  /** True once the person has shown who they are; false when they closed the question. */
  onEnd: (isConfirmed: boolean) => void
}

/** The dialog that asks a person to show again who they are, before something grave is sent once more. */
export const ConfirmingDialog = createContext<ComponentType<ConfirmingProps> | undefined>(undefined)
