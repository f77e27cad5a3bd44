/** A start that cannot go on for a reason the person at the keyboard can do something about: no stack is shown. */
export class StartUpError extends Error {
  override readonly name = 'StartUpError'
}
