import { expect, it } from 'vitest'
import { withoutEntities } from './entities'

it.each([
  ['R&amp;D &lt;1&gt; &quot;x&quot; &apos;y&apos;', 'R&D <1> "x" \'y\''],
  ['Z&#252;rich, Z&#xFC;rich, Z&#xfc;rich', 'Zürich, Zürich, Zürich'],
  ['&amp;lt; stays &lt; once', '&lt; stays < once'],
  ['a&#0;b&#xA;c&nbsp;d', 'a b c d'],
  ['&#128512; &#999999; &#xffffff; &bogus; &', '😀 \u{f423f}   &bogus; &'],
])('%s', (text, expected) => expect(withoutEntities(text)).toBe(expected))
