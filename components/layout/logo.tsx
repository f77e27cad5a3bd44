/** The console's mark: a ring that is nearly full, as a license within its validity. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" width="20" height="20" className={className}>
      <circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.28" />
      <path
        d="M10 2.5 A7.5 7.5 0 1 1 3.5 6.25"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <circle cx="10" cy="10" r="2.6" fill="currentColor" />
    </svg>
  )
}
