import { Skeleton } from '../ui/skeleton'
import type { PageShape } from './navigation'

/** A page's outline while it is on its way. */
export function PageSkeleton({ shape }: { shape: PageShape }) {
  const Shape = SHAPES[shape]
  return (
    <div data-skeleton={shape} className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <h1 className="sr-only">Loading the page</h1>
      <Shape />
    </div>
  )
}

const SHAPES = { overview: Overview, list: List, detail: Detail, form: Form } as const

function Head() {
  return (
    <div className="flex justify-between gap-6">
      <div className="grid gap-2 w-full max-w-xl">
        <Skeleton className="h-7 w-3/5" />
        <Skeleton className="h-4" />
      </div>
      <Skeleton className="h-8 w-32 max-sm:hidden" />
    </div>
  )
}

function Overview() {
  return (
    <>
      <Skeleton className="h-44" />
      <div className="grid gap-6 lg:grid-cols-2">
        <Skeleton className="h-80" />
        <Skeleton className="h-80" />
      </div>
      <Rows count={6} />
    </>
  )
}

function List() {
  return (
    <>
      <Head />
      <Skeleton className="h-8 max-w-3xl" />
      <Rows count={14} />
    </>
  )
}

function Detail() {
  return (
    <>
      <Head />
      <Skeleton className="h-24" />
      <Skeleton className="h-44" />
      <Rows count={8} />
    </>
  )
}

function Form() {
  return (
    <>
      <Head />
      <div className="grid gap-5 max-w-xl">
        {['name', 'kind', 'note'].map((field) => (
          <div key={field} className="grid gap-2">
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-8" />
          </div>
        ))}
        <Skeleton className="h-8 w-28" />
      </div>
    </>
  )
}

const ROW = 'grid grid-cols-[2fr_1fr_1fr] sm:grid-cols-[3fr_2fr_2fr_1fr] gap-6 items-center h-10 px-3'

/** Lines of a table: the height of a row each. */
function Rows({ count }: { count: number }) {
  return (
    <div className="grid rounded-md border divide-y overflow-hidden">
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: these rows have nothing but their place
        <div key={row} className={ROW}>
          <Skeleton className="h-3.5" />
          <Skeleton className="h-3.5 w-4/5" />
          <Skeleton className="h-3.5 w-3/5" />
          <Skeleton className="h-3.5 max-sm:hidden" />
        </div>
      ))}
    </div>
  )
}
