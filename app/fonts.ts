/**
 * Geist, asked for with the page itself and used only if it is there at once: a font that arrives late changes the
 * width of every line and moves what stands below. Whoever misses it once has it in the cache for the next page.
 */
import localFont from 'next/font/local'

const geist = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'optional',
  variable: '--font-geist',
})

/** The letters of names from Łódź to Şırnak; asked for only where one is shown. */
const geistExtended = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-ext-wght-normal.woff2',
  weight: '100 900',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-02BA, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB' }],
  variable: '--font-geist-extended',
})

const geistMono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
  variable: '--font-geist-mono',
})

/** For the root element: names the families to the style sheet. */
export const fontVariables = `${geist.variable} ${geistExtended.variable} ${geistMono.variable}`
