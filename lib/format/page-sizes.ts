/** How many rows a page of a list may have; what an address or a person asks for is one of these. */
export const PAGE_SIZES = [25, 50, 100, 200, 500] as const
export type PageSize = (typeof PAGE_SIZES)[number]
export const USUAL_SIZE: PageSize = 50
