/** The licensed application a product belongs to. Office 2010 has a licensing store of its own. */
export type Application = 'windows' | 'office2010' | 'office'

/** As WMI and slmgr.vbs /dlv show them. Source: class SoftwareLicensingProduct (Microsoft). */
export const APPLICATION_IDS: Readonly<Record<Application, string>> = {
  windows: '55c92734-d682-4d71-983e-d6ec3f16059f',
  office2010: '59a52881-a989-479d-af46-f275c6370663',
  office: '0ff1ce15-a989-479d-af46-f275c6370663',
}

/** First group of the application ID, so that a half-masked ID still tells. 0ff1ce16 is printed in Microsoft's
 * own Office KMS page for 0ff1ce15. */
const BY_FIRST_GROUP: Readonly<Record<string, Application>> = {
  '55c92734': 'windows',
  '59a52881': 'office2010',
  '0ff1ce15': 'office',
  '0ff1ce16': 'office',
}

const BY_TEXT: readonly (readonly [RegExp, Application])[] = [
  [/^(?:Microsoft )?Office (?:14|2010)\b/i, 'office2010'],
  [/^(?:Microsoft )?Office\b/i, 'office'],
  [/^(?:Microsoft )?Windows\b/i, 'windows'],
]

/** The application by its ID, else by how name or description begin; absent when neither tells. */
export function applicationOf(product: {
  applicationId?: string | undefined
  name?: string | undefined
  description?: string | undefined
}): Application | undefined {
  const firstGroup = product.applicationId?.trim().slice(0, 8).toLowerCase() ?? ''
  const byId = BY_FIRST_GROUP[firstGroup]
  if (byId !== undefined) return byId
  const texts = [product.name, product.description].map((text) => text?.trim() ?? '')
  return texts.flatMap((text) => BY_TEXT.filter(([pattern]) => pattern.test(text)))[0]?.[1]
}
