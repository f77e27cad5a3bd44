import NextLink from 'next/link'
import type { ComponentProps } from 'react'

export type LinkProps = Omit<ComponentProps<typeof NextLink>, 'prefetch'>

/**
 * The one way to link inside the console. It fetches nothing before it is followed: a page shows dozens of
 * links, and asking the server for each of them cost more than any page does.
 */
export function Link(props: LinkProps) {
  return <NextLink {...props} prefetch={false} />
}
