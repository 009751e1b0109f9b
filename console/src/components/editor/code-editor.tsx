import { javascript } from '@codemirror/lang-javascript'
import { json } from '@codemirror/lang-json'
import type { CompletionSource } from '@codemirror/autocomplete'
import { EditorState, EditorView } from '@uiw/react-codemirror'
import CodeMirror from '@uiw/react-codemirror'
import { useMemo } from 'react'
import { useDark } from '@/stores/theme'
import { editorTheme } from './theme'

interface Props {
  label: string
  value: string
  onChange?: (value: string) => void
  language: 'javascript' | 'json'
  completion?: CompletionSource
  height?: string
}

/** An editor; without onChange its text can be read and copied only. */
export function CodeEditor({ label, value, onChange, language, completion, height = '60vh' }: Props) {
  const dark = useDark()
  const extensions = useMemo(() => {
    const support = language === 'json' ? json() : javascript({ typescript: false })
    const names = EditorView.contentAttributes.of({ 'aria-label': label })
    const complete = completion ? [support.language.data.of({ autocomplete: completion })] : []
    return [support, names, EditorState.tabSize.of(2), EditorView.lineWrapping, ...complete]
  }, [label, language, completion])
  return (
    <CodeMirror
      value={value}
      onChange={onChange}
      readOnly={!onChange}
      height={height}
      theme={editorTheme(dark)}
      extensions={extensions}
      className="min-w-0 overflow-hidden rounded-lg border text-[13px] focus-within:ring-[3px] focus-within:ring-ring/40"
    />
  )
}
