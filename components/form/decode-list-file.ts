/**
 * The text of a list as a browser hands it over: UTF-16 by its byte order mark or its empty bytes, else UTF-8, else the Windows code page
 * that Excel writes. Never throws.
 */
export function decodeListFile(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes)
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0))
    return new TextDecoder('utf-16le').decode(bytes)
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0))
    return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
