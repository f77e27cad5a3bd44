import { dayFormOfCookies } from '@/lib/activation/words/day-form'
import type { DayForm } from '@/lib/activation/words/say-date'

/** Lets every sentence of the browser write days as the server did: by the cookie that went with the request. */
export function followDayForm(): void {
  const around = globalThis as typeof globalThis & { dayFormOfReader?: () => DayForm | undefined }
  let seen = ''
  let form: DayForm = 'words'
  around.dayFormOfReader = () => {
    if (document.cookie !== seen) {
      seen = document.cookie
      form = dayFormOfCookies(seen)
    }
    return form
  }
}
