import { navigationStarts } from '@/components/layout/destination'

/** Next calls this at the start of every way to another page: a link, `router.push` and `replace`, Back and Forward. */
export function onRouterTransitionStart(address: string): void {
  navigationStarts(address)
}
