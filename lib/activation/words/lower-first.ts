/** A phrase as it stands inside a sentence: 'No KMS host' becomes 'no KMS host', 'DNS has' stays. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
