import type { DayForm } from './say-date'

/** The form in which somebody likes days, as their browser keeps it: said with every request, known before the first page. */
export const DAY_FORM_COOKIE = 'day-form'

/** Shown by an example that tells them apart. */
export const DAY_FORM_LABEL: Readonly<Record<DayForm, string>> = {
  words: '31 Dec 2027',
  iso: '2027-12-31',
  slashes: '31/12/2027',
  dots: '31.12.2027',
}

/** Anything that is no form means words. */
export function parseDayForm(value: string | null | undefined): DayForm {
  return value !== null && value !== undefined && Object.hasOwn(DAY_FORM_LABEL, value)
    ? (value as DayForm)
    : 'words'
}

/** As the cookies of a request or of a page say it. cookies: 'a=1; day-form=iso' */
export function dayFormOfCookies(cookies: string | undefined): DayForm {
  return parseDayForm(/(?:^|; )day-form=(\w+)/.exec(cookies ?? '')?.[1])
}
