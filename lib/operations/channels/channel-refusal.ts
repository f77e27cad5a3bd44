import type { Said } from '../frame-refusal'

export type ChannelRefusal =
  | { kind: 'noSuchChannel' }
  | { kind: 'nameTaken'; name: string }
  | { kind: 'addressMissing' }
  | { kind: 'serverMissing' }
  | { kind: 'topicMissing' }
  | { kind: 'passwordNeeded' }
  | { kind: 'plainNotAccepted'; field: string }
  | { kind: 'badCertificate' }
  /** routes would be left without a way out */
  | { kind: 'inUse'; routes: string[] }
  | { kind: 'noSecret' }
  | { kind: 'notSendable' }
  | { kind: 'noSuchRoute' }
  | { kind: 'noChannel' }
  | { kind: 'noRecipient' }
  | { kind: 'noSuchDelivery' }
  | { kind: 'notDead' }

export const refuse = <R extends ChannelRefusal>(refusal: R) => ({
  ok: false as const,
  refusal: refusal as ChannelRefusal,
})

/** A refusal in words, at the field it is about. */
export function sayChannelRefusal(refusal: ChannelRefusal): Said {
  switch (refusal.kind) {
    case 'noSuchChannel':
      return 'There is no such channel.'
    case 'nameTaken':
      return { field: 'name', sentence: `There is a channel called ${refusal.name} already.` }
    case 'addressMissing':
      return { field: 'url', sentence: 'Enter the address to post to.' }
    case 'serverMissing':
      return 'Enter the mail server and the sender.'
    case 'topicMissing':
      return { field: 'topic', sentence: 'Enter the topic.' }
    case 'passwordNeeded':
      return {
        field: 'password',
        sentence: 'Enter the password again: it is only ever sent to the server it was entered for.',
      }
    case 'plainNotAccepted':
      return {
        field: refusal.field,
        sentence:
          'Without TLS anybody on the way can read what is sent. Choose TLS, or tick that you accept it.',
      }
    case 'badCertificate':
      return { field: 'caCertificate', sentence: 'This is not a certificate in PEM format.' }
    case 'inUse':
      return `These routes send through it: ${refusal.routes.join(', ')}. Change or remove them first.`
    case 'noSecret':
      return 'This channel signs nothing and has no secret address.'
    case 'notSendable':
      return 'The channel is switched off.'
    case 'noSuchRoute':
      return 'There is no such route.'
    case 'noChannel':
      return 'There is no channel it could go through. Add one, or switch one on.'
    case 'noRecipient':
      return 'Nobody would get it: nobody with these roles may sign in, and there are no addresses.'
    case 'noSuchDelivery':
      return 'There is no such delivery.'
    case 'notDead':
      return 'This delivery is on its way or has arrived.'
  }
}
