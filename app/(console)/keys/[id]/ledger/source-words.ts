/** Where an entry comes from, in words. */
const SOURCE_WORDS: Readonly<Record<string, string>> = {
  observation: 'Seen',
  plan: 'Planned',
  person: 'By hand',
  exchange: 'Offline activation',
  VAMT: 'VAMT',
  portal: 'Licensing portal',
  phone: 'Phone',
}

export function sourceWords(source: string): string {
  return SOURCE_WORDS[source] ?? source
}
