import { notFound } from 'next/navigation'

/** Every address that no page has, so that whoever is signed in keeps the rail. */
export default function UnknownPage() {
  notFound()
}
