/** Stands where there is nothing to show, so that an empty cell is not taken for a forgotten one. */
export const nothing = <span className="text-ink-faint">–</span>
