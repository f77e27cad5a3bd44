/** A body of `first` and then the text of each batch as it is read: memory stays the same for any length. */
export function textStream<Batch>(
  first: string,
  batches: AsyncGenerator<Batch>,
  textOf: (batch: Batch) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isFirst = true
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await batches.next()
      const text = (isFirst ? first : '') + (done ? '' : textOf(value))
      if (text !== '') controller.enqueue(encoder.encode(text))
      isFirst = false
      if (done) controller.close()
    },
    async cancel() {
      await batches.return(undefined)
    },
  })
}
