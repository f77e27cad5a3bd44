'use client'

import { classes } from '../ui/classes'
import { Link } from '../ui/link'
import { useCrumbNames } from './crumb-name'
import { usePlace } from './destination'
import { crumbsOf } from './navigation'

/** Where this page stands; on a narrow screen only the page above and the page itself. */
export function Breadcrumb() {
  const names = useCrumbNames()
  const crumbs = crumbsOf(usePlace()).map((crumb) => ({
    ...crumb,
    label: names?.get(crumb.path) ?? crumb.label,
    isUntold: crumb.isNameless && !names,
  }))
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex items-center gap-1.5 min-w-0 text-table whitespace-nowrap">
        {crumbs.map((crumb, position) => (
          <li
            key={crumb.path}
            className={classes(
              'flex items-center gap-1.5',
              crumb.href ? 'shrink-0' : 'min-w-0',
              position < crumbs.length - 2 && 'max-sm:hidden',
              crumb.isUntold && 'invisible',
            )}
          >
            {position > 0 && (
              <span
                aria-hidden
                className={classes('text-ink-faint', position === crumbs.length - 2 && 'max-sm:hidden')}
              >
                /
              </span>
            )}
            {crumb.href ? (
              <Link
                href={crumb.href}
                className="shrink-0 text-ink-soft hover:text-ink hover:underline underline-offset-3"
              >
                {crumb.label}
              </Link>
            ) : (
              <span
                aria-current="page"
                title={crumb.label}
                className={crumb.isName ? 'font-mono truncate' : 'font-medium truncate'}
              >
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
