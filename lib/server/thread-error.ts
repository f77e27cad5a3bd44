/** The thread ended by itself: what it was at has failed. */
export class ThreadLost extends Error {}

/** A call was given up after the time it had. */
export class TookTooLong extends Error {}
