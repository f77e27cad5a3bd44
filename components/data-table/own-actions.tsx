'use client'

import { createContext, type ReactNode, use } from 'react'
import type { ListLook } from '@/lib/format/list-address'
import type { Action } from '../form/action-result'

/** What lists send about the person in front of them. The frame of the console has the actions. */
interface OwnActions {
  saveView: Action<{ list: unknown; name: unknown; query: unknown; isShared: unknown }, { href: string }>
  rememberLook: Action<{ list: unknown } & { [Field in keyof ListLook]: unknown }>
}

const Actions = createContext<OwnActions | undefined>(undefined)

export function OwnActionsProvider({ actions, children }: { actions: OwnActions; children: ReactNode }) {
  return <Actions value={actions}>{children}</Actions>
}

export function useOwnActions(): OwnActions {
  const actions = use(Actions)
  if (!actions) throw new Error('A list was rendered outside of the frame of the console.')
  return actions
}
