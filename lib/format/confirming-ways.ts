/** By what a person can show again who they are; by none of them: by signing in again. */
export interface ConfirmingWays {
  password: boolean
  /** of an authenticator app, or a recovery code */
  code: boolean
  passkey: boolean
}
