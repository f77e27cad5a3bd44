/** How often the console may ask DNS by itself: choices of an admin, in minutes. */
export const CHECK_INTERVALS = [15, 30, 60, 240, 720, 1440] as const
