import { type OfficeName, officeYearOf } from './office-product-name'

/** Office product codes in Microsoft's own names. Order matters: the longer code first. */
const SUITES: readonly (readonly [RegExp, string])[] = [
  [/^O365ProPlus/i, 'Microsoft 365 Apps for enterprise'],
  [/^O365Business/i, 'Microsoft 365 Apps for business'],
  [/^O365HomePrem/i, 'Microsoft 365 Family'],
  [/^O365SmallBus/i, 'Microsoft 365 Small Business'],
]

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^ProPlusAcad/i, 'Professional Plus (academic)'],
  [/^ProPlus/i, 'Professional Plus'],
  [/^StandardAcad/i, 'Standard (academic)'],
  [/^Standard/i, 'Standard'],
  [/^HomeBusiness/i, 'Home and Business'],
  [/^HomeStudent/i, 'Home and Student'],
  [/^SmallBusBasics/i, 'Small Business Basics'],
  [/^Professional/i, 'Professional'],
  [/^Personal/i, 'Personal'],
  [/^Mondo/i, 'Mondo'],
]

const APPS: readonly (readonly [RegExp, string, edition?: string])[] = [
  [/^ProjectPro/i, 'Project', 'Professional'],
  [/^ProjectStd/i, 'Project', 'Standard'],
  [/^VisioPro/i, 'Visio', 'Professional'],
  [/^VisioPrem/i, 'Visio', 'Premium'],
  [/^VisioStd/i, 'Visio', 'Standard'],
  [/^Access/i, 'Access'],
  [/^Excel/i, 'Excel'],
  [/^Groove/i, 'SharePoint Workspace'],
  [/^InfoPath/i, 'InfoPath'],
  [/^Lync/i, 'Lync'],
  [/^OneNote/i, 'OneNote'],
  [/^Outlook/i, 'Outlook'],
  [/^PowerPoint/i, 'PowerPoint'],
  [/^Publisher/i, 'Publisher'],
  [/^SkypeforBusiness/i, 'Skype for Business'],
  [/^Word/i, 'Word'],
]

const ltsc = (name: OfficeName, year: number) => (year >= 2021 && /VL/i.test(name.code) ? ['LTSC'] : [])

/**
 * 'Office LTSC Professional Plus 2021' for the parts of a licensing name; 'Office 2016 KMS host' for a host.
 * An unknown code is kept behind the version, spaced out.
 */
export function officeProductLabel(name: OfficeName): string {
  const year = officeYearOf(name.major)
  const code = name.code.replace(/^Alpha_/, '')
  if (/KMS_?Host/i.test(code)) return `Office ${year >= 2021 ? 'LTSC ' : ''}${year} KMS host`
  const suite = SUITES.find(([pattern]) => pattern.test(code))
  if (suite !== undefined) return suite[1]
  const word = WORDS.find(([pattern]) => pattern.test(code))
  if (word !== undefined) return ['Office', ...ltsc(name, year), word[1], year].join(' ')
  const app = APPS.find(([pattern]) => pattern.test(code))
  if (app === undefined)
    return `Office ${year} ${code.replace(/_.*$/, '').replace(/([a-z])([A-Z])/g, '$1 $2')}`
  // Microsoft gives Project no LTSC in its name.
  const middle = app[1] === 'Project' ? [] : ltsc(name, year)
  return [app[1], ...middle, ...(app[2] === undefined ? [] : [app[2]]), year].join(' ')
}
