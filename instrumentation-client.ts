import { navigationStarts } from '@/components/layout/destination'
import { followDayForm } from '@/components/layout/follow-day-form'
import { keepAskingForPages } from '@/components/layout/keep-asking'
import { keepTitle } from '@/components/layout/keep-title'

followDayForm()
keepAskingForPages()
keepTitle()

/** Next calls this at the start of every way to another page: a link, `router.push` and `replace`, Back and Forward. */
export function onRouterTransitionStart(address: string): void {
  navigationStarts(address)
}
