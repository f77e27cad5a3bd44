'use client'

/**
 * The last resort, when the frame itself could not be made. It stands alone: nothing it needs can be what is broken,
 * so its few colours are its own and its ways out are a plain button and a plain link.
 */
export default function ConsoleFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <head>
        <title>Activation Console</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <h1>The console could not be shown</h1>
          <p>
            Nothing was changed. If it happens again, tell a licensing admin
            {error.digest ? ` and give the code ${error.digest}` : ''}: the server log has the cause.
          </p>
          <button type="button" onClick={() => window.location.reload()}>
            Try again
          </button>
          <a href="/">Go to the overview</a>
        </main>
      </body>
    </html>
  )
}

const STYLE = `
  :root { color-scheme: light dark; font: 14px/20px ui-sans-serif, system-ui, sans-serif;
    background: light-dark(#fbfaf8, #131211); color: light-dark(#1f1d1b, #edebe8); }
  main { display: grid; gap: 12px; justify-items: center; padding: 20vh 24px 24px; text-align: center; }
  h1 { margin: 0; font-size: 20px; line-height: 28px; font-weight: 600; }
  p { margin: 0; max-width: 56ch; color: light-dark(#57534e, #aca7a0); }
  button { font: inherit; font-weight: 500; height: 32px; padding: 0 12px; border-radius: 6px; cursor: pointer;
    border: 1px solid light-dark(#bdb9b3, #57534e); background: light-dark(#fff, #1b1a18); color: inherit; }
  a { color: light-dark(#0b5d66, #5cc4cc); }
`
