/** A text that begins as JSON does; `[ws-0412]: PS C:\>` and `[2026-11-29 10:00] [INFO]` do not. */
export const beginsAsJson = (head: string) => /^\s*(?:\{\s*["}]|\[\s*[{["\]]|"[^"\n]*"\s*:\s*[{[])/.test(head)

/** A text that begins with a tag or a declaration. */
export const beginsAsXml = (head: string) => /^\s*</.test(head)
