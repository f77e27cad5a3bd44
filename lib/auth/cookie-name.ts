const NAME = 'activation-console'

/**
 * What a cookie of ours is called. Over https it begins with `__Host-`, which a browser takes only with Secure, for `/`, and
 * from this very host.
 */
export function cookieName(protocol: 'http' | 'https', of: string): string {
  return `${protocol === 'https' ? '__Host-' : ''}${NAME}${of === '' ? '' : `.${of}`}`
}
