/**
 * On the way from one page to the next the old title goes before the new one comes. From now on the old one stands until
 * then: a tab, a list of tabs and a screen reader never meet a page without a name.
 */
export function keepTitle(): void {
  let kept: HTMLTitleElement | undefined
  let last = document.title
  new MutationObserver(() => {
    const own = [...document.head.querySelectorAll('title')].find((title) => title !== kept)
    if (own) {
      last = own.text
      kept?.remove()
      kept = undefined
    } else if (!kept) {
      kept = document.createElement('title')
      kept.text = last
      document.head.append(kept)
    }
  }).observe(document.head, { childList: true })
}
