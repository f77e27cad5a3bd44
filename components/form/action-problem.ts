/** What an action client answers with. */
interface ActionAnswer {
  data?: { problem?: string | undefined } | object | undefined
  serverError?: string | undefined
  /** Messages by field, at any depth. */
  validationErrors?: object | undefined
}

/** Why an action did not happen, in words; absent when it did. A field the server refused is a problem too. */
export function actionProblem(answer: ActionAnswer | undefined): string | undefined {
  if (answer?.validationErrors) {
    return firstMessage(answer.validationErrors) ?? 'Check the form and try again.'
  }
  const data: { problem?: string | undefined } | undefined = answer?.data
  return data?.problem ?? answer?.serverError
}

function firstMessage(errors: object): string | undefined {
  for (const value of Object.values(errors)) {
    if (typeof value === 'string') return value
    const found = typeof value === 'object' && value !== null ? firstMessage(value) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
