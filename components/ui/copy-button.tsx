'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button, type ButtonLook, IconButton } from './button'

interface CopyButtonProps {
  /** What goes to the clipboard; a function when it is only known at the click. */
  text: string | (() => string)
  /** What is copied: the button's name, such as 'Copy command'. */
  label: string
  /** Shows the label as text; without it the button is an icon. */
  withText?: true
  look?: ButtonLook
}

/** Copies a text and says that it did. */
export function CopyButton({ text, label, withText, look }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
    setCopied(true)
    setTimeout(() => setCopied(false), 1600)
  }
  const icon = copied ? Check : Copy
  return (
    <>
      {withText ? (
        <Button look={look ?? 'secondary'} icon={icon} onClick={copy}>
          {copied ? 'Copied' : label}
        </Button>
      ) : (
        <IconButton
          look={look ?? 'quiet'}
          size="small"
          icon={icon}
          label={copied ? 'Copied' : label}
          onClick={copy}
        />
      )}
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </>
  )
}
