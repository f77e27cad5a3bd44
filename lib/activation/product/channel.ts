import type { Channel } from '../observation'

type Rule = readonly [pattern: RegExp, channel: Channel]

/**
 * Description texts, first match wins. The order is that of slmgr.vbs: VOLUME_KMSCLIENT contains
 * VOLUME_KMS, and Office writes its MAK products as RETAIL(MAK).
 */
const BY_DESCRIPTION: readonly Rule[] = [
  [/VOLUME_KMSCLIENT/i, 'KMS client'],
  [/VOLUME_KMS/i, 'KMS host'],
  [/TIMEBASED_SUB/i, 'Subscription'],
  [/TIMEBASED_/i, 'Evaluation'],
  [/VIRTUAL_MACHINE_ACTIVATION/i, 'AVMA'],
  [/(?:^|[^A-Z])MAK(?![A-Z])/i, 'MAK'],
  [/RETAIL\(Sub/i, 'Subscription'],
  [/RETAIL\((?:Trial|Eval)/i, 'Evaluation'],
  [/(?:^|[^A-Z])OEM[_:(\s]/i, 'OEM'],
  [/(?:^|[^A-Z])RETAIL/i, 'Retail'],
]

/** ProductKeyChannel of Windows 8 and later, and the words inventories use for it. */
const BY_KEY_CHANNEL: readonly Rule[] = [
  [/^(?:Volume:)?GVLK|^KMS[ _]?client/i, 'KMS client'],
  [/^(?:Volume:)?CSVLK|^KMS[ _]?host/i, 'KMS host'],
  [/^(?:Volume:)?MAK/i, 'MAK'],
  [/^AVMA/i, 'AVMA'],
  [/^VT:IA/i, 'AVMA'],
  [/^Retail:TB:Sub/i, 'Subscription'],
  [/^Retail:TB:/i, 'Evaluation'],
  [/^OEM/i, 'OEM'],
  [/^Retail/i, 'Retail'],
]

/** Product names, for sources that give nothing else. */
const BY_NAME: readonly Rule[] = [
  [/KMS_?Client/i, 'KMS client'],
  [/KMS_?Host/i, 'KMS host'],
  [/_MAK/i, 'MAK'],
  [/_Subscription/i, 'Subscription'],
  [/_(?:Trial|Eval)|Eval edition/i, 'Evaluation'],
  [/_Retail/i, 'Retail'],
  [/_OEM/i, 'OEM'],
]

const firstMatch = (rules: readonly Rule[], text: string | undefined) =>
  rules.find(([pattern]) => pattern.test(text ?? ''))?.[1]

/**
 * How a product was licensed. The description decides first, as in slmgr.vbs; then the product key channel;
 * then the product's name. 'Unknown' when none of them says.
 */
export function channelOf(product: {
  description?: string | undefined
  productKeyChannel?: string | undefined
  name?: string | undefined
}): Channel {
  // The grace license of Microsoft 365 says RETAIL(Grace); its name tells that it is a subscription.
  if (/O365/i.test(product.name ?? '')) return 'Subscription'
  return (
    firstMatch(BY_DESCRIPTION, product.description) ??
    firstMatch([...BY_KEY_CHANNEL, ...BY_DESCRIPTION], product.productKeyChannel?.trim()) ??
    firstMatch(BY_NAME, product.name) ??
    'Unknown'
  )
}
