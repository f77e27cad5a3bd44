export type LinkRefusal = 'unknown' | 'used' | 'expired' | 'alreadySetUp' | 'disabled' | 'passwordsOff'

/** Why a one-time link does not work, and what to do now. */
export const LINK_SENTENCES = {
  unknown: {
    title: 'This link does not work',
    text: 'It may have been cut short when it was copied, or a newer one has taken its place. For the first sign-in, use the link that the console printed at its last start; otherwise ask a licensing admin for a new one.',
  },
  used: {
    title: 'This link has been used',
    text: 'A link works once. If it was you, sign in with the password you chose. If it was not, tell a licensing admin now.',
  },
  expired: {
    title: 'This link has expired',
    text: 'For the first sign-in, start the console again: it prints a new link. Otherwise ask a licensing admin for a new one.',
  },
  disabled: {
    title: 'This account is disabled',
    text: 'A licensing admin can enable it again. Then ask them for a new link.',
  },
  passwordsOff: {
    title: 'Passwords are for emergencies only',
    text: 'Since this link was made, everybody signs in elsewhere: the sign-in page shows where. The link stays as it is.',
  },
  alreadySetUp: {
    title: 'The console is set up already',
    text: 'There is a licensing admin. Sign in, or ask them to invite you.',
  },
} as const satisfies Record<LinkRefusal, { title: string; text: string }>

/** The same in one text. */
export function sayLinkRefusal({ kind }: { kind: LinkRefusal }): string {
  return `${LINK_SENTENCES[kind].title}. ${LINK_SENTENCES[kind].text}`
}
